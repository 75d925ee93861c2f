import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, startTestServer, type TestDatabase } from '#lib/testing';

/**
 * A Postgres for the time of a benchmark, where `createTestDatabase` finds it.
 *
 * @param options.isDurable commits wait for the disk, as in production
 */
export async function withBenchServer(
  work: () => Promise<void>,
  options: { readonly isDurable?: boolean } = {},
): Promise<void> {
  const server = await startTestServer(await mkdtemp(join(tmpdir(), 'vestnik-bench-')), options);
  try {
    await work();
  } finally {
    await server.remove();
  }
}

/** Prints what was measured on a database of its own. */
export function printMeasured(measure: (db: TestDatabase) => Promise<object>): Promise<void> {
  return withBenchServer(async () => {
    const db = await createTestDatabase();
    try {
      process.stdout.write(`${JSON.stringify(await measure(db), null, 2)}\n`);
    } finally {
      await db.close();
    }
  });
}
