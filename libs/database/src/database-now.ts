import type { Tx } from './tx.js';

/** The database's time, by which everything that several processes must agree on is reckoned. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ readonly now: Date }[]>`select clock_timestamp() as now`;
  if (row === undefined) throw new Error('Postgres did not tell the time');
  return row.now;
}
