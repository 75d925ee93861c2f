import { Prisma } from '#lib/database';

/** Of these people, those who are nobody of the audience that a key is limited to. */
export interface OutsideRow {
  readonly people: number;
  readonly outside: number;
  /** The first of them, `NAMED_OUTSIDERS` at most. */
  readonly ids: number[];
}

/** How many people outside of an audience an error names. */
const NAMED_OUTSIDERS = 10;

/** Rows of `(person_id)`: those of an audience who get it. @param rows of (recipient_id, skip_reason) */
export const recipients = (rows: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select recipient_id as person_id from (${rows}) as addressed where skip_reason is null`;

/**
 * How many people there are, and how many of them are not `allowed`. Bots do not count: one sits in every chat that it
 * posts into.
 *
 * @param people rows of (person_id)
 * @param allowed rows of (recipient_id, skip_reason): whoever is not excluded is allowed; `null`: everybody is
 * @param self whom the key was issued to, who is never outside
 */
export const selectOutside = (
  people: Prisma.Sql,
  allowed: Prisma.Sql | null,
  self: number | null,
): Prisma.Sql => Prisma.sql`
  with reached as materialized (
    select r.person_id from (${people}) as r
     where not exists (select from person p where p.id = r.person_id and p.is_bot)
  ),
  outside as materialized (${allowed === null ? NOBODY : outsiders(allowed, self)})
  select (select count(*)::int from reached) as people, (select count(*)::int from outside) as outside,
         coalesce((select array_agg(person_id order by person_id)
                     from (select person_id from outside order by person_id limit ${NAMED_OUTSIDERS}) as first),
                  '{}')::float8[] as ids`;

const NOBODY = Prisma.sql`select null::bigint as person_id where false`;

const outsiders = (allowed: Prisma.Sql, self: number | null): Prisma.Sql => Prisma.sql`
  select person_id from reached
   where person_id is distinct from ${self}::bigint
  except
  select recipient_id from (${allowed}) as a where skip_reason is distinct from 'excluded'`;
