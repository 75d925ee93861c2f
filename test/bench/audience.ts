import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule } from '#lib/database';
import { DeliveriesModule, RunPreparation } from '#lib/deliveries';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { Ledger, type TestDatabase } from '#lib/testing';
import { printMeasured } from './bench-server.js';
import { COMPANY_AUDIENCE, seedCompany } from './company.js';
import { timed, watchMemory } from './measures.js';

/**
 * How fast the people of a run are resolved and frozen into rows, inside the server, against COPY of the same rows into
 * the same table, with the same indexes and references, in the same run. Figures, never assertions on time.
 *
 * `--people N`: instead of a million.
 */
const PEOPLE = Number(process.argv[process.argv.indexOf('--people') + 1]) || 1_000_000;

await printMeasured(measure);

async function measure(db: TestDatabase): Promise<object> {
  const ledger = new Ledger(db);
  const senderId = await ledger.sender();
  await seedCompany(db, PEOPLE);
  await db.query('analyze person, tag, person_tag');
  const [frozen, copied] = [await ledger.run(senderId, []), await ledger.run(senderId, [])];
  await db.query(
    `update run set status = 'preparing', prepared_at = null, expected_count = null, audience = $2 where id = $1`,
    [frozen, JSON.stringify(COMPANY_AUDIENCE)],
  );
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.with(loadConfig({})),
      ObservabilityModule.with(createLogger({ level: 'silent', service: 'bench' })),
      DatabaseModule.with({ url: db.url, applicationName: 'bench' }),
      DeliveriesModule,
    ],
  }).compile();
  const preparation = module.get(RunPreparation);
  const before = process.memoryUsage().rss;
  const memory = watchMemory();
  const snapshotMs = await timed(async () => {
    const prepared = await preparation.runOnce();
    if (prepared?.rows !== PEOPLE) throw new Error(`Frozen: ${JSON.stringify(prepared)}`);
  });
  const peak = memory.stop();
  await module.close();
  const copyMs = await copy(db, frozen, copied);
  const perSecond = (ms: number): number => Math.round((PEOPLE / ms) * 1_000);
  return {
    bench: 'audience',
    people: PEOPLE,
    snapshot_rows_per_s: perSecond(snapshotMs),
    copy_rows_per_s: perSecond(copyMs),
    share_of_copy: Math.round((copyMs / snapshotMs) * 100) / 100,
    rss_before_mb: Math.round(before / 1_048_576),
    rss_peak_mb: Math.round(peak / 1_048_576),
  };
}

/** The same rows as text, for another run, into the same table. @returns milliseconds of COPY … FROM alone */
async function copy(db: TestDatabase, from: string, to: string): Promise<number> {
  const columns =
    'run_id, sender_id, recipient_id, included_by, excluded_by, marker, state, reason, available_at';
  const file = join(tmpdir(), `vestnik-bench-${to}.copy`);
  await db.query(
    `copy (select '${to}'::uuid, sender_id, recipient_id, included_by, excluded_by, new_marker(), state, reason, available_at
             from delivery where run_id = '${from}' order by recipient_id) to '${file}'`,
  );
  const ms = await timed(() => db.query(`copy delivery (${columns}) from '${file}'`));
  await rm(file);
  return ms;
}
