import type { Tx } from './tx.js';

type Work = () => void;

/** What waits for the commit of a transaction that is open. */
const waiting = new WeakMap<Tx, Work[]>();

/**
 * Does `work` when the transaction of `tx` has committed, and never where it is rolled back: for lines and counts,
 * which must tell of nothing that did not happen. It is lost when the process dies in between, so whatever must not be
 * lost belongs into the transaction. Without a transaction it is done at once. `work` may not throw.
 */
export function afterCommit(tx: Tx, work: Work): void {
  const later = waiting.get(tx);
  if (later === undefined) work();
  else later.push(work);
}

/** @param begin runs what it is given in a transaction, and resolves once that has committed */
export async function committing<T>(
  begin: (inside: (tx: Tx) => Promise<T>) => Promise<T>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const later: Work[] = [];
  const result = await begin((tx) => {
    waiting.set(tx, later);
    return work(tx);
  });
  for (const each of later) each();
  return result;
}
