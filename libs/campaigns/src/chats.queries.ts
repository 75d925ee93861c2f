import { audienceDigest } from '#lib/audiences';
import { Prisma } from '#lib/database';
import type { ChatObstacle } from './domain/target.js';

/**
 * One row for each of these chats, shaped as those of an audience: `(recipient_id, included_by, excluded_by,
 * is_repeated, skip_reason)`. The mirror says who is in a chat, bots included, so any bot can be asked about; of one
 * whose own id is not known yet the bot that reads the directory is asked.
 */
export const chatRows = (chatIds: readonly number[], senderId: string | null): Prisma.Sql => Prisma.sql`
  select -t.id as recipient_id, 'chat' as included_by, null::text as excluded_by, false as is_repeated,
         case when c.id is null or c.left_at is not null then 'not_found'
              when c.is_archived then 'chat_archived'
              when not coalesce((select exists (select from chat_member m
                                                 where m.chat_id = c.id and m.person_id = s.bot_user_id)
                                   from sender s where s.id = ${senderId}::uuid and s.bot_user_id is not null),
                                c.is_member) then 'no_access'
         end as skip_reason
    from unnest(${[...chatIds]}::bigint[]) as t(id)
    left join chat c on c.id = t.id
   order by 1`;

export interface ChatEstimateRow {
  readonly digest: string;
  readonly toSend: number;
}

export const selectChatEstimate = (rows: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select count(*) filter (where skip_reason is null)::int as "toSend", ${audienceDigest} as digest
    from (${rows}) as r`;

export interface BlockedChatRow {
  readonly chatId: number;
  readonly why: ChatObstacle;
}

export const selectBlocked = (rows: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select -recipient_id::float8 as "chatId", skip_reason as why
    from (${rows}) as r where skip_reason is not null order by recipient_id desc`;

/** Rows of `(person_id)`: who can see what is posted into these chats; who is in several has one. */
export const chatPeople = (chatIds: readonly number[]): Prisma.Sql => Prisma.sql`
  select distinct person_id from chat_member where chat_id = any(${[...chatIds]}::bigint[])`;

/** How many people can see what is posted into these chats. */
export const selectChatReach = (chatIds: readonly number[]): Prisma.Sql => Prisma.sql`
  select count(*)::int as people from (${chatPeople(chatIds)}) as seen`;
