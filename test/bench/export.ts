import { mkdtemp, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ExportFormat, ExportRunner, ExportsModule, ExportsService } from '#lib/exports';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { withBenchServer } from './bench-server.js';
import { timed, watchMemory } from './measures.js';

/**
 * How fast files of recipients are made and fetched, and how much memory that takes. Half of the people have read the
 * message. Figures, never assertions on time.
 *
 * `--people N`: instead of a hundred thousand.
 */
const PEOPLE = Number(process.argv[process.argv.indexOf('--people') + 1]) || 100_000;
const FORMATS: readonly ExportFormat[] = ['csv', 'xlsx', 'json'];

await withBenchServer(async () => {
  const db = await createTestDatabase();
  const module = await startModule(db, ExportsModule);
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-bench-export-'));
  try {
    const runId = await seed(db);
    const [exports, runner] = [module.get(ExportsService), module.get(ExportRunner)];
    const before = megabytes(process.memoryUsage().rss);
    const figures: Record<string, object> = {};
    for (const format of FORMATS) {
      const wish = {
        kind: 'recipients',
        format,
        filter: {},
        language: 'ru',
        timeZone: 'Europe/Moscow',
      } as const;
      const request = { ...wish, target: { runId }, by: 'key_bench' };
      const { id } = await db.database.transaction((tx) => exports.request(tx, request));
      const memory = watchMemory();
      const makeMs = await timed(() => runner.runOnce('bench'));
      const file = await exports.file(id, 'key_bench');
      const fetchMs = await timed(() => pipeline(file.content, createWriteStream(join(folder, file.name))));
      const [stored] = await db.query<{ bytes: string }>(
        'select sum(octet_length(bytes)) as bytes from export_chunk where operation_id = $1',
        [id],
      );
      figures[format] = {
        rows_per_s: Math.round((file.rows / makeMs) * 1_000),
        fetch_mb_per_s: Math.round((megabytes(file.bytes) / fetchMs) * 1_000),
        rss_peak_mb: Math.round(megabytes(memory.stop())),
        file_mb: rounded(megabytes(file.bytes)),
        stored_mb: rounded(megabytes(Number(stored?.bytes))),
      };
    }
    const result = { bench: 'export', people: PEOPLE, rss_before_mb: Math.round(before), ...figures };
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true });
    await module.close();
    await db.close();
  }
});

/** A run whose messages were all sent, written past the guards: only how it reads matters here. */
async function seed(db: TestDatabase): Promise<string> {
  const ledger = new Ledger(db);
  await db.query(
    `insert into person (id, first_name, last_name, nickname, department, title, role, is_suspended, is_bot,
                         invite_status, time_zone, synced_at)
     select n, 'Анна', 'Смирнова-' || n, 'user' || n, 'Отдел ' || n % 40, 'Специалист', 'user', false, false,
            'confirmed', 'Europe/Moscow', now()
       from generate_series(1, $1::int) n`,
    [PEOPLE],
  );
  const campaignId = await ledger.campaign(await ledger.sender());
  const runId = await ledger.emptyRun(campaignId, { expectedCount: PEOPLE });
  await db.query(`set session_replication_role = replica;
    insert into delivery (run_id, sender_id, recipient_id, included_by, marker, state, content_version_id, attempt,
                          chat_id, message_id, sent_at, evidence)
    select r.id, r.sender_id, n, 'everyone', new_marker(), 'sent', r.content_version_id, 1, n, n + 1000000,
           now() - make_interval(secs => n), 'answer'
      from run r, generate_series(1, ${PEOPLE}) n where r.id = '${runId}';
    insert into receipt (delivery_id, unread_as_of, read_seen_at, source, checked_at)
    select id, sent_at, sent_at + interval '10 minutes', 'poll', now() from delivery where recipient_id % 2 = 0;
    set session_replication_role = origin`);
  await db.query('analyze');
  return runId;
}

function megabytes(bytes: number): number {
  return bytes / 1_048_576;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
