import type pg from 'pg';

/** Held by the transaction of a script. Any fixed number that nothing else here uses. */
const SCRIPT_LOCK = 7_201_002;

/**
 * The script as one transaction that also says that it is over.
 *
 * Prisma's engine writes down that a migration begins, applies its script, and writes down that it has ended: three
 * transactions. Whoever dies between two of them leaves a record that the engine takes for a failure, and nothing
 * starts on this database again before somebody mends it by hand. With the end inside the script's own transaction, an
 * unfinished record means that nothing of the script is there. Postgres runs several statements without parameters as
 * one transaction (manual, «Multiple Statements in a Simple Query»).
 */
export function finishingWith(script: string): string {
  return `select pg_advisory_xact_lock(${SCRIPT_LOCK});
${script}
;
update _prisma_migrations set finished_at = clock_timestamp() where finished_at is null and rolled_back_at is null`;
}

/**
 * Forgets migrations that were begun and rolled back, be it by an error or by the end of the process, so that they are
 * tried again. Postgres goes on with the script of a process that has died: that is waited for.
 *
 * @param connection whose session no other process applies migrations beside
 */
export async function forgetUnfinished(connection: pg.Client): Promise<void> {
  await connection.query('select pg_advisory_lock($1)', [SCRIPT_LOCK]);
  const { rows } = await connection.query<{ name: string | null }>(
    "select to_regclass('_prisma_migrations')::text as name",
  );
  if (rows[0]?.name != null)
    await connection.query(
      'delete from _prisma_migrations where finished_at is null and rolled_back_at is null',
    );
  await connection.query('select pg_advisory_unlock($1)', [SCRIPT_LOCK]);
}
