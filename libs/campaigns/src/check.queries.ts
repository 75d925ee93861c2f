import { Prisma } from '#lib/database';

export interface MissingFieldRow {
  readonly field: string;
  readonly count: number;
}

/**
 * How many of those who would get the message lack each of these fields.
 *
 * @param people rows of (recipient_id, included_by, skip_reason)
 * @param fields columns of `person`, as templates name them
 */
export const countMissingFields = (people: Prisma.Sql, fields: readonly string[]): Prisma.Sql => Prisma.sql`
  select field, count(*)::int as count
    from (${people}) as audience
    join person p on p.id = audience.recipient_id
   cross join unnest(${[...fields]}::text[]) as field
   where audience.skip_reason is null
     and coalesce(case field when 'first_name' then p.first_name
                             when 'last_name' then p.last_name
                             when 'department' then p.department
                             when 'title' then p.title end, '') = ''
   group by field
   order by field`;

/**
 * Of these ids, those who would not get the message.
 *
 * @param people rows of (recipient_id, included_by, skip_reason)
 */
export const idsOutside = (people: Prisma.Sql, ids: readonly number[]): Prisma.Sql => Prisma.sql`
  select id::float8 as id from unnest(${[...ids]}::bigint[]) as id
   where id not in (select recipient_id from (${people}) as audience where skip_reason is null)
   order by id`;
