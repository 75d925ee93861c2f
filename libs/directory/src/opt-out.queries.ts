import { Prisma } from '#lib/database';

/**
 * A condition: whether that person has opted out at this moment, by the database's clock. One that has run out counts
 * no more, whether or not its row is still there.
 *
 * @param personId an SQL expression of type bigint, such as a column
 */
export const isOptedOut = (personId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  exists (select from opt_out o
           where o.person_id = ${personId} and (o.until is null or o.until > clock_timestamp()))`;

/** Rows of `(person_id)`: who has opted out at this moment; to be joined by statements over many people. */
export const optedOut = Prisma.sql`
  select o.person_id from opt_out o where o.until is null or o.until > clock_timestamp()`;

export interface OptOutRow {
  readonly personId: bigint;
  readonly reason: string;
  readonly until: Date | null;
  readonly setBy: string;
  readonly setAt: Date;
}

const COLUMNS = Prisma.sql`person_id as "personId", reason, until, set_by as "setBy", set_at as "setAt"`;

export const selectOptOut = (personId: number): Prisma.Sql => Prisma.sql`
  select ${COLUMNS} from opt_out
   where person_id = ${personId}::bigint and (until is null or until > clock_timestamp())`;

/** No row: `until` has passed already. */
export const writeOptOut = (wish: {
  readonly personId: number;
  readonly reason: string;
  readonly until: Date | null;
  readonly setBy: string;
}): Prisma.Sql => Prisma.sql`
  insert into opt_out (person_id, reason, until, set_by, set_at)
  select ${wish.personId}::bigint, ${wish.reason}, ${wish.until}::timestamptz, ${wish.setBy}, clock_timestamp()
   where ${wish.until}::timestamptz is null or ${wish.until}::timestamptz > clock_timestamp()
  on conflict (person_id) do update
     set reason = excluded.reason, until = excluded.until, set_by = excluded.set_by, set_at = excluded.set_at
  returning ${COLUMNS}`;

export const deleteOptOut = (personId: number): Prisma.Sql =>
  Prisma.sql`delete from opt_out where person_id = ${personId}::bigint`;

/** Those that have run out; the reason of one that is over is nobody's business any more. */
export const forgetOptOuts = Prisma.sql`delete from opt_out where until <= clock_timestamp()`;
