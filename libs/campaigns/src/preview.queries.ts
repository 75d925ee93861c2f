import { Prisma } from '#lib/database';
import { fieldValue } from './check.queries.js';

export interface EdgeRow {
  readonly id: bigint;
  readonly why: 'typical' | 'longest' | 'missing';
  /** Of `missing`: which field they lack. */
  readonly field: string | null;
}

/** Everybody who could be written to, as rows of an audience. */
export const everybody = Prisma.sql`
  select id as recipient_id, null::text as skip_reason from person
   where left_at is null and not is_bot and not is_suspended`;

/**
 * The people in whose messages trouble shows first: the one whose fields are longest, one for each field that somebody
 * lacks (five at most), and one who has everything. The same people for the same directory.
 *
 * @param people rows of (recipient_id, skip_reason)
 * @param fields all that the text asks for
 * @param bare those without a fallback
 */
export const selectEdges = (
  people: Prisma.Sql,
  fields: readonly string[],
  bare: readonly string[],
): Prisma.Sql => Prisma.sql`
  with measured as (
    select p.id, sum(length(value.of)) as size,
           array_agg(field) filter (where field is not null and value.of = '') as missing
      from (${people}) as audience
      join person p on p.id = audience.recipient_id
      left join unnest(${[...fields]}::text[]) as field on true
     cross join lateral (select ${fieldValue} as of) as value
     where audience.skip_reason is null
     group by p.id)
  (select min(id) as id, 'typical' as why, null as field from measured where missing is null having min(id) is not null)
  union all
  (select id, 'longest', null from measured order by size desc, id limit 1)
  union all
  (select min(m.id), 'missing', lacked.field
     from unnest(${[...bare]}::text[]) as lacked(field) join measured m on lacked.field = any(m.missing)
    group by lacked.field order by lacked.field limit 5)`;
