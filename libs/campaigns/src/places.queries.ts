import { audienceDigest } from '#lib/audiences';
import { Prisma } from '#lib/database';
import { OBSTACLE_BELIEVED } from '#lib/directory';
import type { Target, ThreadTarget } from './domain/target.js';

/**
 * Whether the bot is in the chat `c`. The mirror says who is, bots included, so any bot can be asked about; of one whose
 * own id is not known yet the bot that reads the directory is asked.
 */
const isMember = (senderId: string | null): Prisma.Sql => Prisma.sql`
  coalesce((select exists (select from chat_member m where m.chat_id = c.id and m.person_id = s.bot_user_id)
              from sender s where s.id = ${senderId}::uuid and s.bot_user_id is not null), c.is_member)`;

/** Rows of `(kind, id, recipient_id, root_chat_id, why)`, one for each chat that is named. */
const chatPlaces = (chatIds: readonly number[], senderId: string | null): Prisma.Sql => Prisma.sql`
  select 'chat' as kind, t.id, -t.id as recipient_id, t.id as root_chat_id,
         case when c.id is null or c.left_at is not null then 'not_found'
              when c.is_archived then 'chat_archived'
              when not ${isMember(senderId)} then 'no_access'
              when c.is_channel and l.looked_at > clock_timestamp() - ${OBSTACLE_BELIEVED} then l.obstacle
         end as why
    from unnest(${[...chatIds]}::bigint[]) as t(id)
    left join chat c on c.id = t.id
    left join place_lookup l on l.sender_id = ${senderId}::uuid and l.kind = 'chat' and l.id = t.id`;

/**
 * The same for threads, by what their bot was told of them. Where the thread below a message is not open yet,
 * `recipient_id` is null.
 */
const threadPlaces = (
  { threadIds, messageIds }: Pick<ThreadTarget, 'threadIds' | 'messageIds'>,
  senderId: string | null,
): Prisma.Sql => Prisma.sql`
  select n.kind, n.id, -l.thread_chat_id as recipient_id, l.root_chat_id,
         case when l.obstacle is not null and l.looked_at > clock_timestamp() - ${OBSTACLE_BELIEVED} then l.obstacle
              when l.root_chat_id is null then 'not_looked_at'
              when c.id is null or c.left_at is not null then 'chat_unknown'
              when c.is_archived then 'chat_archived'
              when not ${isMember(senderId)} then 'no_access'
              when row_number() over (partition by l.thread_chat_id order by n.kind desc, n.id) > 1
                   and l.thread_chat_id is not null then 'named_twice'
         end as why
    from (select 'thread' as kind, id from unnest(${[...threadIds]}::bigint[]) as id
          union all select 'message', id from unnest(${[...messageIds]}::bigint[]) as id) as n
    left join place_lookup l on l.sender_id = ${senderId}::uuid and l.kind = n.kind and l.id = n.id
    left join chat c on c.id = l.root_chat_id`;

/** Rows of `(kind, id, recipient_id, root_chat_id, why)`: all that a target names. */
export const places = (target: Exclude<Target, null>, senderId: string | null): Prisma.Sql =>
  target.type === 'chat' ? chatPlaces(target.chatIds, senderId) : threadPlaces(target, senderId);

/** In the words of a delivery that is never tried. */
const SKIP_REASON = Prisma.sql`
  case when why in ('chat_archived', 'no_access') then why
       when why in ('read_only', 'scope_missing', 'direct_chat', 'thread_alone') then 'no_access'
       when why is not null then 'not_found' end`;

/**
 * Those of them that have a key already, shaped as the rows of an audience: `(recipient_id, included_by, excluded_by,
 * is_repeated, skip_reason)`.
 */
export const placeRows = (of: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select recipient_id, kind as included_by, null::text as excluded_by, false as is_repeated,
         ${SKIP_REASON} as skip_reason
    from (${of}) as p
   where recipient_id is not null and why is distinct from 'named_twice'
   order by 1`;

export interface PlaceEstimateRow {
  readonly digest: string;
  readonly toSend: number;
}

/**
 * The digest is over what is named: a thread that is opened between a confirmation and the run changes nothing. Chats
 * are below zero, as their recipients; messages are set off from threads.
 */
export const selectPlaceEstimate = (of: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select count(*) filter (where skip_reason is null)::int as "toSend", ${audienceDigest} as digest
    from (select case kind when 'chat' then -id when 'thread' then id else id + (1::bigint << 62) end as recipient_id,
                 ${SKIP_REASON} as skip_reason from (${of}) as p) as r`;

export const selectBlocked = (of: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select kind, id::float8 as id, why from (${of}) as p where why is not null order by kind desc, id`;

/** Channels that nothing is known against, and of which the bot was not told yet whether it may write there. */
export const selectUntold = (chatIds: readonly number[], senderId: string | null): Prisma.Sql => Prisma.sql`
  select p.id::float8 as id
    from (${chatPlaces(chatIds, senderId)}) as p
    join chat c on c.id = p.id and c.is_channel
    left join place_lookup l on l.sender_id = ${senderId}::uuid and l.kind = 'chat' and l.id = p.id
   where p.why is null and l.looked_at is null
   order by 1`;

/** Rows of `(person_id)`: who can see what is posted into these places; who is in several has one. */
export const placePeople = (of: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select distinct m.person_id from chat_member m join (${of}) as p on p.root_chat_id = m.chat_id`;

/** How many people there are. @param people rows of `(person_id)` */
export const countPeople = (people: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select count(*)::int as people from (${people}) as seen`;
