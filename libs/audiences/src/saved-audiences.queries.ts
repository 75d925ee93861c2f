import { Prisma } from '#lib/database';
import type { AudienceUse } from './domain/saved-audience.errors.js';

export interface SavedAudienceRow {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly rules: unknown;
  /** Of a list; `null` for rules, which come to other people every time. */
  readonly memberCount: number | null;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const COLUMNS = Prisma.sql`
  a.id, a.name, a.description, a.rules, a.version, a.created_by as "createdBy", a.created_at as "createdAt",
  a.updated_at as "updatedAt",
  case when a.rules is null
       then (select count(*)::int from audience_member m where m.audience_id = a.id) end as "memberCount"`;

export const selectSavedAudience = (id: string): Prisma.Sql =>
  Prisma.sql`select ${COLUMNS} from audience a where a.id = ${id}::uuid`;

/** The row, which nobody else can change until the transaction ends. */
export const lockSavedAudience = (id: string): Prisma.Sql =>
  Prisma.sql`select ${COLUMNS} from audience a where a.id = ${id}::uuid for update`;

/** Newest first. The order matches the index `audience_created_at_id_idx`; change both or neither. */
export const selectSavedAudiences = (page: {
  readonly text: string | null;
  readonly after: { readonly createdAt: Date; readonly id: string } | null;
  readonly limit: number;
}): Prisma.Sql => Prisma.sql`
  select ${COLUMNS} from audience a
   where ${page.text === null ? Prisma.sql`true` : Prisma.sql`position(folded(${page.text}) in folded(a.name)) > 0`}
     ${page.after === null ? Prisma.empty : Prisma.sql`and (a.created_at, a.id) < (${page.after.createdAt}, ${page.after.id}::uuid)`}
   order by a.created_at desc, a.id desc
   limit ${page.limit}`;

export const insertSavedAudience = (audience: {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly rules: object | null;
  readonly by: string;
}): Prisma.Sql => Prisma.sql`
  insert into audience (id, name, description, rules, created_by, created_at, updated_at)
  values (${audience.id}::uuid, ${audience.name}, ${audience.description}, ${jsonOf(audience.rules)}::jsonb,
          ${audience.by}, clock_timestamp(), clock_timestamp())`;

export const updateSavedAudience = (audience: {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly rules: object | null;
}): Prisma.Sql => Prisma.sql`
  update audience
     set name = ${audience.name}, description = ${audience.description}, rules = ${jsonOf(audience.rules)}::jsonb,
         version = version + 1, updated_at = clock_timestamp()
   where id = ${audience.id}::uuid`;

export const deleteSavedAudience = (id: string): Prisma.Sql =>
  Prisma.sql`delete from audience where id = ${id}::uuid`;

/** How many uses an error names. */
export const NAMED_USES = 10;

export type AudienceUseRow = AudienceUse & { readonly total: number };

/**
 * What names the saved audience: drafts, runs that still resolve it (they wait for their people, or take late
 * joiners), other saved audiences, limits of keys. A finished run has its people in rows of its own.
 *
 * @param publicId as rules have it
 */
export const selectUses = (publicId: string): Prisma.Sql => {
  const names = (json: Prisma.Sql): Prisma.Sql => namesAudience(json, Prisma.sql`${publicId}::text`);
  return Prisma.sql`
    select kind, id, name, (count(*) over ())::int as total
      from (select 'campaign' as kind, c.id, c.title as name
              from campaign c where c.status = 'draft' and ${names(Prisma.sql`c.audience`)}
            union
            select 'campaign', c.id, c.title
              from run r join campaign c on c.id = r.campaign_id
             where r.status not in ('completed', 'cancelled') and ${names(Prisma.sql`r.audience`)}
            union
            select 'audience', a.id, a.name from audience a where a.rules is not null and ${names(Prisma.sql`a.rules`)}
            union
            select 'api_key', k.id, k.name from api_key k where k.limits is not null and ${names(Prisma.sql`k.limits`)}
           ) as used
     order by kind, name, id
     limit ${NAMED_USES}`;
};

/** Whether some rules name a saved audience. @param publicId as rules have it */
const namesAudience = (rules: Prisma.Sql, publicId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`jsonb_path_exists(${rules}, '$.**.audiences[*] ? (@ == $id)', jsonb_build_object('id', ${publicId}))`;

/** Limits of keys, and rules of saved audiences, with the saved audiences that each names. */
export interface NamingRow {
  /** Uuid of the saved audience; `null`: limits of a key. */
  readonly id: string | null;
  /** Public ids. */
  readonly names: string[];
}

/** Whatever names saved audiences and may be, or belong to, limits of a key. */
export const selectNamings = Prisma.sql`
  select n.id, array(select jsonb_path_query(n.rules, '$.**.audiences[*]') #>> '{}') as names
    from (select null::uuid as id, limits as rules from api_key where limits is not null
          union all select id, rules from audience where rules is not null) as n
   where jsonb_path_exists(n.rules, '$.**.audiences[*]')`;

function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
