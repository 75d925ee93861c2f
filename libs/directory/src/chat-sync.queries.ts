import { Prisma } from '#lib/database';

const CHAT_RECORD = Prisma.sql`
  id bigint, name text, owner_id bigint, is_channel boolean, is_archived boolean, is_public boolean,
  last_message_at timestamptz, member_ids bigint[]`;

/**
 * Makes the mirror of chats say what the pages say. Where a chat is in both lists, the bot is in it; where it is twice in
 * one (a message moved it while the list was read), the later page counts.
 *
 * @param isFull the pages hold every chat that the bot may see: whoever is not among them is gone
 */
export const mergeChats = (operationId: string, asOf: Date, isFull: boolean): Prisma.Sql[] => [
  Prisma.sql`create temporary table staged_chat (${CHAT_RECORD}, is_member boolean) on commit drop`,
  Prisma.sql`
    insert into staged_chat
    select distinct on (r.id) r.*, d.kind = 'chats_mine'
      from directory_page d cross join lateral jsonb_to_recordset(d.rows) as r(${CHAT_RECORD})
     where d.operation_id = ${operationId}::uuid and d.kind in ('chats_mine', 'chats_public')
     order by r.id, d.kind, d.page desc`,
  Prisma.sql`alter table staged_chat add primary key (id)`,
  Prisma.sql`create temporary table staged_member (chat_id bigint, person_id bigint) on commit drop`,
  Prisma.sql`
    insert into staged_member
    select distinct s.id, m.person_id from staged_chat s cross join lateral unnest(s.member_ids) as m(person_id)`,
  Prisma.sql`alter table staged_member add primary key (chat_id, person_id)`,
  Prisma.sql`analyze staged_chat, staged_member`,
  Prisma.sql`
    insert into chat (id, name, owner_id, is_channel, is_archived, is_public, is_member, member_count,
                      last_message_at, synced_at, members_synced_at)
    select s.id, s.name, s.owner_id, s.is_channel, s.is_archived, s.is_public, s.is_member,
           (select count(*) from staged_member m where m.chat_id = s.id), s.last_message_at, ${asOf}, ${asOf}
      from staged_chat s
    on conflict (id) do update
       set name = excluded.name, owner_id = excluded.owner_id, is_channel = excluded.is_channel,
           is_archived = excluded.is_archived, is_public = excluded.is_public, is_member = excluded.is_member,
           member_count = excluded.member_count, last_message_at = excluded.last_message_at,
           synced_at = excluded.synced_at, members_synced_at = excluded.members_synced_at, left_at = null`,
  Prisma.sql`
    delete from chat_member m
     using staged_chat s
     where s.id = m.chat_id
       and not exists (select from staged_member n where n.chat_id = m.chat_id and n.person_id = m.person_id)`,
  Prisma.sql`
    insert into chat_member (chat_id, person_id)
    select n.chat_id, n.person_id
      from staged_member n
     where not exists (select from chat_member m where m.chat_id = n.chat_id and m.person_id = n.person_id)`,
  ...(isFull ? goneChats(asOf) : []),
];

const goneChats = (asOf: Date): Prisma.Sql[] => [
  Prisma.sql`
    update chat c set left_at = clock_timestamp(), synced_at = ${asOf}, member_count = 0
     where c.left_at is null and not exists (select from staged_chat s where s.id = c.id)`,
  Prisma.sql`
    delete from chat_member m using chat c where c.id = m.chat_id and c.left_at is not null`,
];

export const mergeProperties = (operationId: string, asOf: Date): Prisma.Sql[] => {
  const staged = Prisma.sql`
    (select r.* from directory_page d
      cross join lateral jsonb_to_recordset(d.rows) as r(id bigint, name text, data_type text)
      where d.operation_id = ${operationId}::uuid and d.kind = 'properties')`;
  return [
    Prisma.sql`
      insert into custom_property (id, name, data_type, synced_at)
      select s.id, s.name, s.data_type, ${asOf} from ${staged} as s
      on conflict (id) do update
         set name = excluded.name, data_type = excluded.data_type, synced_at = excluded.synced_at`,
    Prisma.sql`delete from custom_property c where not exists (select from ${staged} as s where s.id = c.id)`,
  ];
};
