import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer } from '#lib/testing';

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
