import { type Database, isPassingTrouble, type Tx } from '#lib/database';
import { systemClock } from '#lib/kernel';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/**
 * Repeats a write until Postgres has answered, with what is to be written held in memory.
 *
 * Only for writes that may be repeated: fenced or written once. If the process dies first, the row's deadline turns it
 * into a doubt, and the chat tells (C5, C6).
 *
 * @throws what Postgres says against the write itself: a violated constraint, an illegal transition
 */
export async function untilAnswered<T>(write: () => Promise<T>): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await write();
    } catch (error) {
      if (!isPassingTrouble(error)) throw error;
      await systemClock.sleep(wait);
    }
  }
}

/** The same for a transaction. */
export function untilCommitted<T>(
  database: Pick<Database, 'transaction'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return untilAnswered(() => database.transaction(work));
}
