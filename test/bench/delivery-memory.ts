import { systemClock } from '#lib/kernel';
import { createTestDatabase, Ledger, RunningProduct, type TestDatabase } from '#lib/testing';
import { startMessenger } from './messenger-process.js';
import { rssOf } from './process-figures.js';

/** Whom the worker really writes to while it is watched; the others only wait. */
const REAL_PEOPLE = 10_000;
/** Numbers that no simulated person has. */
const FIRST_INVENTED = 1_000_000_000;
const LOOK_EVERY_MS = 250;

/** The memory of a whole worker that sends, as `npm start` runs it. */
export interface MemoryRow {
  readonly pending: number;
  /** Sent while it was watched: it was at work. */
  readonly sent: number;
  readonly rss_at_first_mb: number;
  readonly rss_peak_mb: number;
  readonly rss_at_last_mb: number;
  /** Errors in its log; there should be none. */
  readonly errors: readonly string[];
}

export async function workerMemory(pending: number, watchMs: number): Promise<MemoryRow> {
  const messenger = await startMessenger(REAL_PEOPLE);
  const db = await createTestDatabase();
  const product = new RunningProduct({
    databaseUrl: db.url,
    pachcaUrl: messenger.apiUrl,
    token: messenger.token,
    env: { VESTNIK_SEND_LIMIT: '50', VESTNIK_OTHER_LIMIT: '50' },
  });
  try {
    await product.startApi();
    await readDirectory(db, product);
    await plant(db, pending);
    const worker = await product.startWorker();
    const seen = await watched(worker.pid, watchMs);
    const [row] = await db.query<{ sent: number }>(
      `select count(*)::int as sent from delivery where state = 'sent'`,
    );
    return {
      pending,
      sent: row?.sent ?? 0,
      ...seen,
      errors: worker
        .output()
        .split('\n')
        .filter((line) => line.includes('"level":"error"')),
    };
  } finally {
    await product.close();
    await db.close();
    messenger.stop();
  }
}

/** By a worker that ends afterwards: the one that is watched starts afresh. */
async function readDirectory(db: TestDatabase, product: RunningProduct): Promise<void> {
  const worker = await product.startWorker();
  for (;;) {
    const [row] = await db.query<{ isRead: boolean }>(
      `select exists (select from sender where status = 'active')
              and exists (select from operation where type = 'directory_sync' and status = 'succeeded') as "isRead"`,
    );
    if (row?.isRead === true) break;
    await systemClock.sleep(200);
  }
  await worker.stop();
}

async function plant(db: TestDatabase, pending: number): Promise<void> {
  const [sender] = await db.query<{ id: string }>('select id from sender');
  const real = await db.query<{ id: number }>(
    'select id::int from person where not is_bot and not is_suspended order by id limit $1',
    [Math.floor(pending / 2)],
  );
  const invented = Array.from({ length: pending - real.length }, (_, index) => FIRST_INVENTED + index);
  const people = [...real.map(({ id }) => id), ...invented];
  await new Ledger(db).run(sender?.id ?? '', people);
  await db.query('vacuum analyze delivery');
}

async function watched(
  pid: number,
  watchMs: number,
): Promise<Pick<MemoryRow, 'rss_at_first_mb' | 'rss_peak_mb' | 'rss_at_last_mb'>> {
  const first = await rssOf(pid);
  let [last, peak] = [first, first];
  const endsAt = systemClock.monotonicMs() + watchMs;
  while (systemClock.monotonicMs() < endsAt) {
    await systemClock.sleep(LOOK_EVERY_MS);
    last = await rssOf(pid);
    peak = Math.max(peak, last);
  }
  return { rss_at_first_mb: first, rss_peak_mb: peak, rss_at_last_mb: last };
}
