import { Prisma, type Tx } from '#lib/database';
import { nameWords } from './domain/name-search.js';
import {
  clausesOnDelivery,
  clausesOnPerson,
  type FilterFrame,
  wantedStates,
} from './recipient-filter.queries.js';
import type { LedgerRow } from './recipient-row.js';
import { LEDGER_COLUMNS, LEDGER_JOINS, type RowPage } from './recipients.queries.js';

/** So few people are looked up one by one in a run; of more, enough are met on the way through its rows. */
export const FEW_PEOPLE = 5_000;

/** Marks that mean something in a pattern, as themselves. */
const literally = (word: string): string => word.replace(/[\\%_]/g, String.raw`\$&`);

/** Through the index of the directory's own search, where there is one; finds too many, never too few. */
const soundsLike = (word: string): Prisma.Sql => Prisma.sql`
  keyed(person_search(p.first_name, p.last_name, p.nickname, p.email)) like '%' || keyed(${literally(word)}) || '%'`;

/** Whom a filter means by what it asks about people: at most `FEW_PEOPLE`; `null`: more, or it asks nothing about them. */
export async function findFewPeople(tx: Tx, frame: FilterFrame): Promise<bigint[] | null> {
  const exact = clausesOnPerson(frame);
  if (exact.length === 0) return null;
  const clauses = [...exact, ...nameWords(frame.filter.search ?? '').map(soundsLike)];
  const rows = await tx.$queryRaw<{ readonly id: bigint }[]>`
    select p.id from person p where ${Prisma.join(clauses, ' and ')} limit ${FEW_PEOPLE + 1}`;
  return rows.length > FEW_PEOPLE ? null : rows.map(({ id }) => id);
}

/**
 * The recipients among a few people, in the order of the rows: each is found by the unique index over the run and the
 * person, where a walk through the rows would ask of everybody whether they are one of them.
 *
 * @param people those of `findFewPeople` in the same snapshot: what the filter asks about people is not asked again
 */
export const selectAmong = (frame: FilterFrame, people: readonly bigint[], page: RowPage): Prisma.Sql => {
  const conditions = [
    Prisma.sql`d.state = any(${wantedStates(frame.filter)}::delivery_state[])`,
    Prisma.sql`d.id > ${page.after ?? 0n}`,
    ...clausesOnDelivery(frame),
    ...(page.also ?? []),
  ];
  return Prisma.sql`
    with few as materialized (
      select * from delivery where run_id = ${frame.runId}::uuid and recipient_id = any(${[...people]}::bigint[])),
    page as materialized (
      select d.* from few d where ${Prisma.join(conditions, ' and ')} order by d.id limit ${page.limit + 1})
    select ${LEDGER_COLUMNS}
      from page d
      ${LEDGER_JOINS}
     order by d.id`;
};

/** One more than the page holds where there are more. */
export function findAmong(
  tx: Tx,
  frame: FilterFrame,
  people: readonly bigint[],
  page: RowPage,
): Promise<LedgerRow[]> {
  return tx.$queryRaw<LedgerRow[]>(selectAmong(frame, people, page));
}
