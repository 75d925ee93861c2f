import { Prisma } from '#lib/database';
import type { DirectoryChange } from './domain/sync-plausibility.js';
import { PERSON_RECORD, upsertPeople } from './people.queries.js';

/**
 * Tags are read before the people and once more after them. The last reading says which tags there are; the names of
 * both lead to a tag, so that one which was renamed in between loses nobody.
 */
export type PageKind = 'tags_before' | 'people' | 'tags_after' | 'properties' | 'chats_mine' | 'chats_public';

export const insertPage = (
  at: { readonly operationId: string; readonly kind: PageKind; readonly page: number },
  records: readonly object[],
): Prisma.Sql => Prisma.sql`
  insert into directory_page (operation_id, kind, page, rows)
  values (${at.operationId}::uuid, ${at.kind}, ${at.page}, ${JSON.stringify(records)}::jsonb)`;

/** What this operation has read so far. */
export const discardPages = (operationId: string): Prisma.Sql =>
  Prisma.sql`delete from directory_page where operation_id = ${operationId}::uuid`;

export const discardKinds = (operationId: string, kinds: readonly PageKind[]): Prisma.Sql => Prisma.sql`
  delete from directory_page where operation_id = ${operationId}::uuid and kind = any(${[...kinds]}::text[])`;

/** What syncs left behind that died and whose operation nobody carries on. */
export const discardLeftovers = (openOperationIds: readonly string[]): Prisma.Sql =>
  Prisma.sql`delete from directory_page where operation_id <> all(${[...openOperationIds]}::uuid[])`;

const STAGED_PEOPLE = Prisma.sql`staged_person as s`;

/**
 * Unpacks the pages into temporary tables, one statement each: they end with the transaction. Where an id is on two
 * pages (somebody moved between them while they were read) the later page counts.
 */
export const stagingStatements = (operationId: string): Prisma.Sql[] => {
  const unpacked = (kinds: Prisma.Sql, record: Prisma.Sql): Prisma.Sql => Prisma.sql`
    directory_page d cross join lateral jsonb_to_recordset(d.rows) as r(${record})
     where d.operation_id = ${operationId}::uuid and d.kind in (${kinds})`;
  const tagRecord = Prisma.sql`id bigint, name text, users_count int`;
  return [
    Prisma.sql`create temporary table staged_person (${PERSON_RECORD}) on commit drop`,
    Prisma.sql`insert into staged_person
               select distinct on (r.id) r.* from ${unpacked(Prisma.sql`'people'`, PERSON_RECORD)}
                order by r.id, d.page desc`,
    Prisma.sql`alter table staged_person add primary key (id)`,
    Prisma.sql`create temporary table staged_tag (${tagRecord}) on commit drop`,
    Prisma.sql`insert into staged_tag
               select distinct on (r.id) r.* from ${unpacked(Prisma.sql`'tags_after'`, tagRecord)}
                order by r.id, d.page desc`,
    Prisma.sql`create temporary table staged_tag_name (name text, tag_id bigint) on commit drop`,
    Prisma.sql`insert into staged_tag_name
               select distinct r.name, r.id from ${unpacked(Prisma.sql`'tags_before', 'tags_after'`, tagRecord)}
                  and r.id in (select id from staged_tag)`,
    Prisma.sql`create temporary table staged_person_tag (person_id bigint, tag_id bigint) on commit drop`,
    Prisma.sql`insert into staged_person_tag
               select distinct s.id, n.tag_id
                 from ${STAGED_PEOPLE} cross join lateral unnest(s.tag_names) as has(name)
                 join staged_tag_name n on n.name = has.name`,
    Prisma.sql`analyze staged_person, staged_tag, staged_tag_name, staged_person_tag`,
  ];
};

export type ChangeRow = DirectoryChange;

export const selectChange = (asOf: Date): Prisma.Sql => Prisma.sql`
  select (select count(*) from staged_person)::int as listed,
         count(*)::int as known,
         count(*) filter (where p.synced_at <= ${asOf} and s.id is null)::int as leaving
    from person p left join staged_person s on s.id = p.id
   where p.left_at is null`;

export const countUnknownTagNames = Prisma.sql`
  select count(distinct has.name)::int as count
    from staged_person s cross join lateral unnest(s.tag_names) as has(name)
   where not exists (select from staged_tag_name n where n.name = has.name)`;

/**
 * Makes the mirror say what the pages say, as of the moment when the reading began; a row that was looked up alone since
 * then is newer and stays. All writes to `person` come before those to `person_tag`: the order in which one person is
 * refreshed, too, so that the two never wait for each other.
 */
export const mergeStatements = (asOf: Date): Prisma.Sql[] => [
  Prisma.sql`
    insert into tag (id, name, users_count, synced_at)
    select id, name, users_count, ${asOf} from staged_tag
    on conflict (id) do update
       set name = excluded.name, users_count = excluded.users_count, synced_at = excluded.synced_at
     where (tag.name, tag.users_count) is distinct from (excluded.name, excluded.users_count)`,
  upsertPeople(STAGED_PEOPLE, asOf, 'changed'),
  Prisma.sql`
    update person p set left_at = clock_timestamp(), synced_at = ${asOf}
     where p.left_at is null and p.synced_at <= ${asOf}
       and not exists (select from staged_person s where s.id = p.id)`,
  Prisma.sql`
    delete from person_tag pt
     using person p
     where p.id = pt.person_id and p.synced_at <= ${asOf}
       and not exists (select from staged_person_tag s
                        where s.person_id = pt.person_id and s.tag_id = pt.tag_id)`,
  Prisma.sql`
    insert into person_tag (person_id, tag_id)
    select s.person_id, s.tag_id
      from staged_person_tag s
      join person p on p.id = s.person_id and p.synced_at <= ${asOf}
     where not exists (select from person_tag pt
                        where pt.person_id = s.person_id and pt.tag_id = s.tag_id)
    on conflict do nothing`,
  Prisma.sql`delete from tag t where not exists (select from staged_tag s where s.id = t.id)`,
];
