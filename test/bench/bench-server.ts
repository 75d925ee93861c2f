import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer } from '#lib/testing';

/** A Postgres for the time of a benchmark, where `createTestDatabase` finds it. */
export async function withBenchServer(work: () => Promise<void>): Promise<void> {
  const server = await startTestServer(await mkdtemp(join(tmpdir(), 'vestnik-bench-')));
  try {
    await work();
  } finally {
    await server.remove();
  }
}
