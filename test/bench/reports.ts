import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule } from '#lib/database';
import { createLogger, ObservabilityModule } from '#lib/observability';
import {
  dimensionName,
  RECIPIENT_ORDERS,
  ReportRefresh,
  ReportsModule,
  ReportsService,
  RunFigures,
} from '#lib/reports';
import { Ledger, type TestDatabase } from '#lib/testing';
import { printMeasured } from './bench-server.js';
import { timed } from './measures.js';

/**
 * How long the reports of one large run take: pages of recipients by every order and filter, figures, breakdowns, and
 * counting all of it anew. Next to it stands an older run of half the size, which must not cost anything. Figures, never
 * assertions on time.
 *
 * `--people N`: instead of a million. `--rounds N`: how often each is asked, instead of 20.
 */
const argument = (name: string, fallback: number): number =>
  Number(process.argv[process.argv.indexOf(name) + 1]) || fallback;
const PEOPLE = argument('--people', 1_000_000);
const ROUNDS = argument('--rounds', 20);
const DEPARTMENTS = 300;

const FILTERS = {
  'the unread': { isRead: false },
  'a department': { departments: ['Отдел 7'] },
  'a title and a zone': { titles: ['Должность 3'], timeZones: ['Asia/Omsk'] },
  'a tag': { tags: ['Смена'] },
  'a name': { search: 'смирнов' },
  'those to chase': { notYet: { deed: 'read', why: ['unread_long'], unreadDays: 1 } },
  'a reason': { reasons: ['no_access'] },
} as const;

await printMeasured(measure);

interface Figure {
  readonly p50_ms: number;
  readonly p95_ms: number;
}

async function measure(db: TestDatabase): Promise<object> {
  const ledger = new Ledger(db);
  const senderId = await ledger.sender();
  await seedPeople(db);
  await seedRun(
    db,
    await ledger.emptyRun(await ledger.campaign(senderId), {
      status: 'completed',
      expectedCount: PEOPLE / 2,
    }),
  );
  const runId = await ledger.emptyRun(await ledger.campaign(senderId), { expectedCount: PEOPLE });
  const seedMs = await timed(() => seedRun(db, runId));
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.with(loadConfig({})),
      ObservabilityModule.with(createLogger({ level: 'silent', service: 'bench' })),
      DatabaseModule.with({ url: db.url, applicationName: 'bench' }),
      ReportsModule,
    ],
  }).compile();
  const refresh = module.get(ReportRefresh);
  const figures = module.get(RunFigures);
  const counted: Record<string, number> = {};
  for (const [name, once] of Object.entries(partsOf(figures, runId)))
    counted[name] = Math.round(await timed(once));
  const recountMs = await timed(async () => {
    await refresh.runOnce();
    await refresh.runOnce();
  });
  const asked = await askEverything(module.get(ReportsService), figures, runId);
  await module.close();
  return {
    bench: 'reports',
    people: PEOPLE,
    rounds: ROUNDS,
    seed_s: Math.round(seedMs / 1_000),
    recount_of_both_runs_ms: Math.round(recountMs),
    counted_from_the_rows_ms: counted,
    asked,
  };
}

/** What is kept of a large run, and counted from its rows until somebody has kept it. */
function partsOf(figures: RunFigures, runId: string): Record<string, () => Promise<unknown>> {
  const target = { runId };
  const dimensions = ['department', 'tag', 'title', 'time_zone', { property: 'Город' }] as const;
  return {
    stats: () => figures.stats(target),
    report: () => figures.report(target, 'department'),
    ...Object.fromEntries(
      dimensions.map((dimension) => [
        `breakdown by ${dimensionName(dimension)}`,
        () => figures.breakdown(target, dimension),
      ]),
    ),
    timeseries: () => figures.series(target, { basis: 'wall', interval: null }),
    heatmap: () => figures.heatmap(target),
    'not yet': () => figures.notYet(target, { deed: 'read', unreadDays: 3 }),
  };
}

async function askEverything(
  reports: ReportsService,
  figures: RunFigures,
  runId: string,
): Promise<Record<string, Figure>> {
  const target = { runId };
  const asked: Record<string, Figure> = {};
  const ask = async (name: string, once: () => Promise<unknown>): Promise<void> => {
    asked[name] = await figureOf(once);
  };
  for (const [name, once] of Object.entries(partsOf(figures, runId))) await ask(name, once);
  for (const order of RECIPIENT_ORDERS) {
    await ask(`first page by ${order}`, () => reports.recipients(target, {}, { limit: 50, order }));
  }
  for (const [name, filter] of Object.entries(FILTERS)) {
    await ask(`first page of ${name}`, () => reports.recipients(target, filter, { limit: 50 }));
  }
  await ask('failures', () => reports.failures(target));
  return asked;
}

async function figureOf(once: () => Promise<unknown>): Promise<Figure> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) took.push(await timed(once));
  took.sort((one, other) => one - other);
  const at = (share: number): number => Math.round(took[Math.ceil(took.length * share) - 1] ?? 0);
  return { p50_ms: at(0.5), p95_ms: at(0.95) };
}

async function seedPeople(db: TestDatabase): Promise<void> {
  await db.query(
    `insert into person (id, first_name, last_name, nickname, department, title, role, is_suspended, is_bot,
                         invite_status, time_zone, custom_properties, synced_at)
     select n, 'Анна', case n % 97 when 0 then 'Смирнова' else 'Фамилия ' || n % 5003 end, 'user' || n,
            'Отдел ' || n % $2::int, 'Должность ' || n % 40, 'user', n % 200 = 1, false, 'confirmed',
            case n % 3 when 0 then 'Europe/Moscow' when 1 then 'Asia/Omsk' end,
            jsonb_build_array(jsonb_build_object('id', 1, 'name', 'Город', 'data_type', 'string', 'value', 'Город ' || n % 30)),
            now()
       from generate_series(1, $1::int) n`,
    [PEOPLE, DEPARTMENTS],
  );
  await db.query(
    `insert into custom_property (id, name, data_type, synced_at) values (1, 'Город', 'string', now())`,
  );
  await db.query(
    `insert into tag (id, name, users_count, synced_at)
     select n, case n when 1 then 'Смена' else 'Тег ' || n end, 0, now() from generate_series(1, 50) n`,
  );
  await db.query(
    'insert into person_tag (person_id, tag_id) select n, 1 + n % 50 from generate_series(1, $1::int) n',
    [PEOPLE],
  );
  await db.query('vacuum analyze person, tag, person_tag');
}

/** Of a hundred people two failed, eight are still to be sent to; of the others three fifths have read, a third confirmed. */
async function seedRun(db: TestDatabase, runId: string): Promise<void> {
  await db.query(
    `insert into delivery (run_id, sender_id, recipient_id, included_by, marker, state, reason, content_version_id, attempt,
                           message_id, chat_id, sent_at, evidence)
     select run.id, run.sender_id, n, 'everyone', new_marker(), state, case when state = 'failed' then 'no_access' end,
            run.content_version_id, 1, case when state = 'sent' then first_id + n end, case when state = 'sent' then n end,
            case when state = 'sent' then now() - interval '3 days' + n * interval '60 milliseconds' end,
            case when state = 'sent' then 'answer' end
       from run
      cross join (select coalesce(max(message_id), 0) as first_id from delivery) ids
      cross join lateral (
         select n, (case when n % 100 < 2 then 'failed' when n % 100 < 10 then 'pending' else 'sent' end)::delivery_state as state
           from generate_series(1, run.expected_count) n) people
      where run.id = $1`,
    [runId],
  );
  await db.query(
    `insert into receipt (delivery_id, unread_as_of, read_seen_at, source, checked_at)
     select id, sent_at + part * interval '20 hours', case when recipient_id % 5 < 3 then sent_at + (part + 0.05) * interval '20 hours' end,
            case when recipient_id % 5 < 3 then 'poll' end, sent_at + interval '1 day'
       from (select id, sent_at, recipient_id, abs(hashint8(id)) % 1000 / 1000.0 as part
               from delivery where run_id = $1 and state = 'sent') sent`,
    [runId],
  );
  await db.query(
    `insert into receipt_watch (delivery_id, sender_id, run_id, recipient_id, message_id, sent_at, next_check_at)
     select id, sender_id, run_id, recipient_id, message_id, sent_at, now() + interval '1 hour'
       from delivery where run_id = $1 and state = 'sent' and recipient_id % 5 >= 3`,
    [runId],
  );
  await db.query(
    `insert into acknowledgement (delivery_id, sender_id, choice, content_version_id, source, event_id, acked_at)
     select d.id, sender_id, 'ack', content_version_id, 'click', d.id, r.read_seen_at
       from delivery d join receipt r on r.delivery_id = d.id
      where d.run_id = $1 and r.read_seen_at is not null and d.recipient_id % 3 = 0`,
    [runId],
  );
  await db.query('vacuum analyze delivery, receipt, receipt_watch, acknowledgement');
}
