import { Test } from '@nestjs/testing';
import { type Campaign, CAMPAIGN_DEFAULTS, CampaignsService, type CampaignValues } from '#lib/campaigns';
import { ConfigModule, loadConfig } from '#lib/config';
import { plainContent } from '#lib/content';
import { Database, DatabaseModule, type Tx } from '#lib/database';
import { newUuid } from '#lib/kernel';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import type { ScheduleRule } from './domain/schedule-rule.js';
import { ScheduleChanges } from './schedule-changes.js';
import { type FiredSchedule, Scheduler } from './scheduler.js';
import { SchedulingModule } from './scheduling.module.js';
import { type ScheduleRequest, type ScheduledCampaign, SchedulingService } from './scheduling.service.js';

/** Test only: the lib's services on a database with ten people of the tag «Склад», and one active sender. */
export interface SchedulingBench {
  readonly db: TestDatabase;
  readonly scheduling: SchedulingService;
  readonly scheduler: Scheduler;
  readonly changes: ScheduleChanges;
  readonly campaigns: CampaignsService;
  draft(changes?: Partial<CampaignValues>): Promise<Campaign>;
  /** A draft with a schedule. */
  planned(
    rule: ScheduleRule,
    changes?: Partial<ScheduleRequest>,
    values?: Partial<CampaignValues>,
  ): Promise<ScheduledCampaign>;
  /** Fires whatever is due at that time; what became of it, in order. */
  fire(at: Date): Promise<string[]>;
  /** Every run that is open ends, as if its rows were closed. */
  endRuns(): Promise<void>;
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Ten people, of whom one is suspended. */
export const TO_SEND = 9;

const VALUES: CampaignValues = {
  ...CAMPAIGN_DEFAULTS,
  title: 'Планёрка',
  content: plainContent('Здравствуйте!'),
  audience: { type: 'rules', include: [{ tags_any: ['Склад'] }] },
};

const SETTINGS = {
  audienceMode: 'fresh',
  kind: 'recurring',
  onMissed: 'late',
  lateMinutes: 60,
  overlap: 'skip',
  boundPercent: 20,
  maxRecipients: null,
  confirmRepeat: true,
  expiresAfterSeconds: null,
  expectedRecipients: TO_SEND,
  by: 'key_test',
} as const;

/** @param db of another bench, as of a second worker @param env settings beside the usual ones */
export async function createSchedulingBench(
  db?: TestDatabase,
  env: Readonly<Record<string, string>> = {},
): Promise<SchedulingBench> {
  const own = db ?? (await createTestDatabase());
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.with(loadConfig(env)),
      ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
      DatabaseModule.with({ url: own.url, applicationName: 'test' }),
      SchedulingModule,
    ],
  }).compile();
  const database = module.get(Database);
  const campaigns = module.get(CampaignsService, { strict: false });
  const [scheduling, scheduler] = [module.get(SchedulingService), module.get(Scheduler)];
  if (db === undefined) await seed(own);
  const tx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transaction(work);
  const draft = (changes: Partial<CampaignValues> = {}): Promise<Campaign> =>
    tx((inner) => campaigns.create(inner, { ...VALUES, ...changes }, 'key_test'));
  return {
    db: own,
    scheduling,
    scheduler,
    campaigns,
    tx,
    draft,
    changes: module.get(ScheduleChanges),
    planned: async (rule, changes = {}, values = {}) => {
      const { id } = await draft(values);
      return tx((inner) => scheduling.schedule(inner, id, { ...SETTINGS, ...changes, rule }));
    },
    fire: async (at) => {
      const told: string[] = [];
      for (let fired: FiredSchedule | null; (fired = await scheduler.runOnce(at)) !== null;)
        told.push(...fired.occurrences.map(({ key, outcome }) => `${key} ${outcome}`));
      return told;
    },
    endRuns: async () => {
      await own.query(`update run set status = 'completed', finished_at = now(), expected_count = 0, prepared_at = now()
                        where status not in ('completed', 'cancelled')`);
    },
    close: async () => {
      await module.close();
      if (db === undefined) await own.close();
    },
  };
}

async function seed(db: TestDatabase): Promise<void> {
  await db.query(`
    insert into person (id, nickname, role, is_suspended, is_bot, invite_status, time_zone, synced_at)
    select n, 'user' || n, 'user', n = 10, false, 'confirmed', 'Europe/Moscow', now() from generate_series(1, 10) n`);
  await db.query("insert into tag (id, name, users_count, synced_at) values (1, 'Склад', 10, now())");
  await db.query('insert into person_tag (person_id, tag_id) select n, 1 from generate_series(1, 10) n');
  await db.query(
    `insert into sender (id, name, token_sealed, token_fingerprint, token_hint, status)
     values ($1, 'bot', '\\x00', '\\x00', '…', 'active')`,
    [newUuid()],
  );
}

/** A rule in Moscow, whose clocks never change, for tests of other things than clocks. */
export function ruleInMoscow(changes: Partial<ScheduleRule> = {}): ScheduleRule {
  return {
    recurrence: { freq: 'daily' },
    localTime: '10:00',
    timeZone: 'Europe/Moscow',
    anchorDate: '2030-01-07',
    until: null,
    count: null,
    onHoliday: 'send',
    ...changes,
  };
}
