import { Prisma, type Tx } from '#lib/database';

export interface MissingFieldRow {
  /** As templates name it: `user.department`, `custom.Город`. */
  readonly field: string;
  readonly count: number;
}

/** The value of the field that `field` names, of the person `p`; empty where they lack it. */
export const fieldValue = Prisma.sql`
  coalesce(case field when 'user.first_name' then p.first_name
                      when 'user.last_name' then p.last_name
                      when 'user.full_name' then concat_ws(' ', p.first_name, p.last_name)
                      when 'user.nickname' then p.nickname
                      when 'user.department' then p.department
                      when 'user.title' then p.title
                      else (select each ->> 'value' from jsonb_array_elements(p.custom_properties) as each
                             where 'custom.' || (each ->> 'name') = field limit 1) end, '')`;

/**
 * How many of those who would get the message lack each of these fields: the whole audience in one statement, without
 * rendering anything. A text without such fields costs no look at its people.
 *
 * @param people rows of (recipient_id, included_by, skip_reason)
 * @param fields as templates name them
 */
export async function missingFields(
  tx: Tx,
  people: Prisma.Sql,
  fields: readonly string[],
): Promise<MissingFieldRow[]> {
  if (fields.length === 0) return [];
  return tx.$queryRaw<MissingFieldRow[]>`
    select field, count(*)::int as count
      from (${people}) as audience
      join person p on p.id = audience.recipient_id
     cross join unnest(${[...fields]}::text[]) as field
     where audience.skip_reason is null and ${fieldValue} = ''
     group by field
     order by field`;
}

/**
 * Of these ids, those who would not get the message.
 *
 * @param people rows of (recipient_id, included_by, skip_reason)
 */
export const idsOutside = (people: Prisma.Sql, ids: readonly number[]): Prisma.Sql => Prisma.sql`
  select id::float8 as id from unnest(${[...ids]}::bigint[]) as id
   where id not in (select recipient_id from (${people}) as audience where skip_reason is null)
   order by id`;
