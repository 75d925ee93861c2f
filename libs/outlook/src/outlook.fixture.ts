import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { type Campaign, CAMPAIGN_DEFAULTS, CampaignsService, type CampaignValues } from '#lib/campaigns';
import { ConfigModule, loadConfig } from '#lib/config';
import { plainContent } from '#lib/content';
import { Database, DatabaseModule, type Tx } from '#lib/database';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { onceRule, type ScheduleRequest, type ScheduleRule, SchedulingService } from '#lib/scheduling';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { OutlookModule } from './outlook.module.js';

/** Test only: the lib on a database with ten people of «Склад» (1 to 10) in Moscow, and one bot. */
export interface OutlookBench {
  readonly db: TestDatabase;
  readonly ledger: Ledger;
  readonly module: TestingModule;
  readonly senderId: string;
  draft(changes?: Partial<CampaignValues>): Promise<Campaign>;
  /** A draft with a schedule: once, at that local time in Moscow. */
  planned(
    localTime: string,
    changes?: Partial<CampaignValues>,
    rule?: Partial<ScheduleRule>,
  ): Promise<Campaign>;
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export const EVERYBODY = 10;

const VALUES: CampaignValues = {
  ...CAMPAIGN_DEFAULTS,
  title: 'Планёрка',
  content: plainContent('Здравствуйте!'),
  audience: { type: 'rules', include: [{ everyone: true }] },
};

const SETTINGS = {
  kind: 'once',
  onMissed: 'late',
  lateMinutes: 60,
  overlap: 'skip',
  boundPercent: 100,
  maxRecipients: null,
  confirmRepeat: true,
  expiresAfterSeconds: null,
  by: 'key_test',
} as const;

export async function createOutlookBench(env: Record<string, string> = {}): Promise<OutlookBench> {
  const db = await createTestDatabase();
  const module = await Test.createTestingModule({
    imports: [
      // «Everyone» is ten people here, to whom nobody else need agree.
      ConfigModule.with(loadConfig({ VESTNIK_APPROVAL_EVERYONE: 'false', ...env })),
      ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
      DatabaseModule.with({ url: db.url, applicationName: 'test' }),
      OutlookModule,
    ],
  }).compile();
  const ledger = new Ledger(db);
  await ledger.people(Array.from({ length: EVERYBODY }, (_, n) => n + 1));
  await db.query("update person set time_zone = 'Europe/Moscow'");
  const senderId = await ledger.sender();
  const tx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => module.get(Database).transaction(work);
  const draft: OutlookBench['draft'] = (changes = {}) =>
    tx((inner) =>
      module.get(CampaignsService, { strict: false }).create(inner, { ...VALUES, ...changes }, 'key_test'),
    );
  return {
    db,
    ledger,
    module,
    senderId,
    tx,
    draft,
    planned: async (localTime, changes = {}, differently = {}) => {
      const { id } = await draft({ title: `План ${randomUUID()}`, ...changes });
      const include = (changes.audience as { include: { users: number[] }[] } | undefined)?.include;
      const expectedRecipients = include?.[0]?.users.length ?? EVERYBODY;
      return tx(async (inner) => {
        const rule = { ...onceRule(localTime, 'Europe/Moscow'), ...differently };
        const request = { ...SETTINGS, expectedRecipients, rule } as ScheduleRequest;
        const scheduling = module.get(SchedulingService, { strict: false });
        return (await scheduling.schedule(inner, id, request)).campaign;
      });
    },
    close: async () => {
      await module.close();
      await db.close();
    },
  };
}
