import { Prisma } from '#lib/database';
import type { ListRow, RowCode } from './domain/list-row.js';

export const insertImport = (given: {
  readonly operationId: string;
  readonly audienceId: string;
  readonly mode: 'append' | 'replace';
  readonly facts: object;
}): Prisma.Sql => Prisma.sql`
  insert into audience_import (operation_id, audience_id, mode, facts, created_at)
  values (${given.operationId}::uuid, ${given.audienceId}::uuid, ${given.mode}, ${JSON.stringify(given.facts)}::jsonb,
          clock_timestamp())`;

/** @param first number of the first of these rows */
export const insertImportRows = (
  operationId: string,
  first: number,
  rows: readonly ListRow[],
): Prisma.Sql => Prisma.sql`
  insert into audience_import_row (operation_id, row, given, kind, keys, code, is_looked_up)
  select ${operationId}::uuid, ${first}::int + r.place::int - 1, r.item ->> 'given', r.item ->> 'kind',
         case when r.item ? 'keys' then array(select jsonb_array_elements_text(r.item -> 'keys')) else '{}' end,
         r.item ->> 'code', r.item ? 'code'
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as r(item, place)`;

export interface ImportRow {
  readonly audienceId: string;
  readonly mode: 'append' | 'replace';
  readonly facts: Readonly<Record<string, unknown>>;
  readonly rows: number;
  readonly waiting: number;
}

export const selectImport = (operationId: string): Prisma.Sql => Prisma.sql`
  select i.audience_id as "audienceId", i.mode, i.facts, count(r.row)::int as rows,
         (count(*) filter (where not r.is_looked_up))::int as waiting
    from audience_import i
    left join audience_import_row r on r.operation_id = i.operation_id
   where i.operation_id = ${operationId}::uuid
   group by i.operation_id`;

/**
 * Looks up the next rows of an import: everybody whom a row may mean, those who have left only where nobody else is.
 *
 * One join per kind, each by equality, so that Postgres reads the directory once per batch and not once per row.
 */
export const lookUpRows = (operationId: string, limit: number): Prisma.Sql => Prisma.sql`
  with batch as materialized (
    select row, kind, keys from audience_import_row
     where operation_id = ${operationId}::uuid and not is_looked_up
     order by row limit ${limit}
  ),
  wanted as materialized (select distinct b.row, b.kind, k.key from batch b cross join unnest(b.keys) as k(key)),
  found as (
    select w.row, p.id from wanted w
      join person p on p.id = case when w.kind = 'id' then w.key::bigint end
    union
    select w.row, p.id from wanted w join person p on folded(p.nickname) = w.key where w.kind = 'nickname'
    union
    select w.row, p.id from wanted w join person p on folded(p.email) = w.key where w.kind = 'email'
    union
    select w.row, p.id from wanted w
      join person p
        on folded(regexp_replace(btrim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, '')), '\\s+', ' ', 'g'))
           = w.key
     where w.kind = 'name'
  ),
  judged as (
    select b.row,
           count(p.id) filter (where p.left_at is null)::int as here,
           count(p.id) filter (where p.left_at is not null)::int as gone,
           min(p.id) filter (where p.left_at is null) as person_id,
           bool_or(p.is_suspended) filter (where p.left_at is null) as is_suspended
      from batch b
      left join found f on f.row = b.row
      left join person p on p.id = f.id
     group by b.row
  )
  update audience_import_row r
     set is_looked_up = true, matches = j.here,
         person_id = case when j.here = 1 then j.person_id end,
         code = case when j.here > 1 then 'ambiguous'
                     when j.here = 0 and j.gone > 0 then 'left'
                     when j.here = 0 then 'not_found'
                     when j.is_suspended then 'suspended' end
    from judged j
   where r.operation_id = ${operationId}::uuid and r.row = j.row`;

/** Of several rows that mean the same person the first one counts. */
export const markDuplicates = (operationId: string): Prisma.Sql => Prisma.sql`
  update audience_import_row r set code = 'duplicate'
    from (select row, row_number() over (partition by person_id order by row) as place
            from audience_import_row where operation_id = ${operationId}::uuid and person_id is not null) as ranked
   where r.operation_id = ${operationId}::uuid and r.row = ranked.row and ranked.place > 1`;

export const markAlreadyThere = (operationId: string, audienceId: string): Prisma.Sql => Prisma.sql`
  update audience_import_row r set code = 'already_there'
   where r.operation_id = ${operationId}::uuid and r.person_id is not null and r.code is distinct from 'duplicate'
     and exists (select from audience_member m
                  where m.audience_id = ${audienceId}::uuid and m.person_id = r.person_id)`;

export const deleteOtherMembers = (operationId: string, audienceId: string): Prisma.Sql => Prisma.sql`
  delete from audience_member m
   where m.audience_id = ${audienceId}::uuid
     and not exists (select from audience_import_row r
                      where r.operation_id = ${operationId}::uuid and r.person_id = m.person_id)`;

export const addMembers = (operationId: string, audienceId: string): Prisma.Sql => Prisma.sql`
  insert into audience_member (audience_id, person_id)
  select ${audienceId}::uuid, person_id from audience_import_row
   where operation_id = ${operationId}::uuid and person_id is not null and (code is null or code = 'suspended')
  on conflict do nothing`;

export const touchAudience = (audienceId: string): Prisma.Sql => Prisma.sql`
  update audience set version = version + 1, updated_at = clock_timestamp() where id = ${audienceId}::uuid`;

export interface CodeCountRow {
  readonly code: RowCode;
  readonly count: number;
}

export const countCodes = (operationId: string): Prisma.Sql => Prisma.sql`
  select code, count(*)::int as count from audience_import_row
   where operation_id = ${operationId}::uuid and code is not null group by code order by code`;

/** Rows that nothing is to be said about. */
export const forgetPlainRows = (operationId: string): Prisma.Sql =>
  Prisma.sql`delete from audience_import_row where operation_id = ${operationId}::uuid and code is null`;

export const deleteImport = (operationId: string): Prisma.Sql =>
  Prisma.sql`delete from audience_import where operation_id = ${operationId}::uuid`;

/** A row of an import and what became of it, for people. `row` counts from 1. */
export interface ToldRow {
  readonly row: number;
  readonly given: string;
  readonly kind: string | null;
  readonly code: RowCode;
  /** Whom it was taken for; `null`: nobody, or several. */
  readonly personId: number | null;
  /** How many people it may mean; of an ambiguous one more than one. */
  readonly matches: number | null;
}

/** Rows of an import that something is to be said about. The order matches `audience_import_row_told_ix`. */
export const selectToldRows = (
  operationId: string,
  page: { readonly code: string | null; readonly afterRow: number; readonly limit: number },
): Prisma.Sql => Prisma.sql`
  select row, given, kind, code, person_id::float8 as "personId", matches
    from audience_import_row
   where operation_id = ${operationId}::uuid and code is not null and row > ${page.afterRow}::int
     and (${page.code}::text is null or code = ${page.code})
   order by row
   limit ${page.limit}`;
