import { DirectoryService, DirectorySync } from '#lib/directory';
import { systemClock } from '#lib/kernel';
import { OperationsService } from '#lib/operations';
import { PachcaClient } from '#lib/pachca';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { withBenchServer } from './bench-server.js';
import { startMessenger } from './messenger-process.js';

/**
 * The directory of a large company: what the first and the next sync take, in requests, seconds and memory of the process
 * that reads (the messenger and Postgres have processes of their own), and how long searches take. Figures, never
 * assertions on time. The gate is left out: the messenger here answers as fast as it can.
 */
const PEOPLE = Number(process.argv[2] ?? 100_000);
const CONFIG = { directory: { storesEmail: false, fullSyncHour: 3 }, timeZone: 'Europe/Moscow' };
const SEARCHES = ['смирнова', 'анна смирнова', 'ivanov', 'fyyf', 'ан', 'нетникого', 'щукин пётр'];
const TRIES = 20;

await withBenchServer(async () => {
  const messenger = await startMessenger(PEOPLE);
  const db = await createTestDatabase();
  const client = new PachcaClient({
    baseUrl: messenger.apiUrl,
    token: messenger.token,
    requestTimeoutMs: 60_000,
  });
  try {
    const operations = new OperationsService(db.database);
    const directory = new DirectoryService(db.database, operations, CONFIG);
    const syncs = [];
    for (const which of ['first', 'next'])
      syncs.push({ which, ...(await measured(db, client, operations, directory)) });
    await db.query('vacuum analyze person');
    const searches = [];
    for (const q of SEARCHES) searches.push(await searched(directory, q));
    process.stdout.write(
      `${JSON.stringify({ bench: 'directory', people: PEOPLE, syncs, searches }, null, 2)}\n`,
    );
  } finally {
    client.close();
    await db.close();
    messenger.stop();
  }
});

async function measured(
  db: TestDatabase,
  client: PachcaClient,
  operations: OperationsService,
  directory: DirectoryService,
): Promise<Record<string, unknown>> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const startedAt = systemClock.monotonicMs();
  await db.database.transaction((tx) =>
    directory.requestSync(tx, 'bench', { isFull: true, isShrinkAllowed: false }),
  );
  const outcome = await new DirectorySync(db.database, operations, CONFIG).runOnce({
    client,
    owner: 'bench',
  });
  clearInterval(watch);
  const [{ requests } = { requests: 0 }] = await db.query<{ requests: number }>(
    'select sum(requests)::int as requests from directory_reading',
  );
  const toMegabytes = (bytes: number): number => Math.round(bytes / 1_048_576);
  return {
    outcome,
    requests,
    seconds: Math.round((systemClock.monotonicMs() - startedAt) / 100) / 10,
    rss_before_mb: toMegabytes(before),
    rss_peak_mb: toMegabytes(peak),
  };
}

async function searched(directory: DirectoryService, q: string): Promise<Record<string, unknown>> {
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < TRIES; round += 1) {
    const startedAt = systemClock.monotonicMs();
    found = (await directory.listPeople({ q }, { limit: 50 })).data.length;
    times.push(systemClock.monotonicMs() - startedAt);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.floor(share * (TRIES - 1))] ?? 0) * 10) / 10;
  return { q, found, p50_ms: at(0.5), p95_ms: at(0.95) };
}
