import { Test } from '@nestjs/testing';
import { plainContent } from '#lib/content';
import { ConfigModule, loadConfig } from '#lib/config';
import { Database, DatabaseModule, type Tx } from '#lib/database';
import { newUuid } from '#lib/kernel';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { CampaignCheck } from './campaign-check.js';
import { CampaignLaunch } from './campaign-launch.js';
import { CampaignsModule } from './campaigns.module.js';
import { ContentPreview } from './content-preview.js';
import { CampaignsService } from './campaigns.service.js';
import { type Campaign, CAMPAIGN_DEFAULTS, type CampaignValues } from './campaign.js';
import type { Run } from './domain/run.js';
import { RunsService } from './runs.service.js';

/** Test only: the lib's services on a database with ten people of the tag «Склад», and one active sender. */
export interface CampaignsBench {
  readonly db: TestDatabase;
  readonly campaigns: CampaignsService;
  readonly launches: CampaignLaunch;
  readonly checks: CampaignCheck;
  readonly previews: ContentPreview;
  readonly runs: RunsService;
  readonly senderId: string;
  draft(changes?: Partial<CampaignValues>): Promise<Campaign>;
  launched(changes?: Partial<CampaignValues>): Promise<Run>;
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export const VALUES: CampaignValues = {
  ...CAMPAIGN_DEFAULTS,
  title: 'График отпусков',
  content: plainContent('Здравствуйте, {{ user.first_name | default: "коллега" }}!'),
  audience: { type: 'rules', include: [{ tags_any: ['Склад'] }] },
};
/** Ten people, of whom one is suspended. */
export const TO_SEND = 9;

export async function createCampaignsBench(): Promise<CampaignsBench> {
  const db = await createTestDatabase();
  const logger = createLogger({ level: 'silent', service: 'test' });
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.with(loadConfig({})),
      ObservabilityModule.with(logger),
      DatabaseModule.with({ url: db.url, applicationName: 'test' }),
      CampaignsModule,
    ],
  }).compile();
  const database = module.get(Database);
  const campaigns = module.get(CampaignsService);
  const launches = module.get(CampaignLaunch);
  const tx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transaction(work);
  const draft = (changes: Partial<CampaignValues> = {}): Promise<Campaign> =>
    tx((inner) => campaigns.create(inner, { ...VALUES, ...changes }, 'key_test'));
  return {
    db,
    campaigns,
    launches,
    checks: module.get(CampaignCheck),
    previews: module.get(ContentPreview),
    runs: module.get(RunsService),
    tx,
    draft,
    senderId: await seed(db),
    launched: async (changes) => {
      const { id } = await draft(changes);
      const request = { expectedRecipients: TO_SEND, confirmRepeat: true, by: 'key_test' };
      return (await tx((inner) => launches.launch(inner, id, request))).run;
    },
    close: async () => {
      await module.close();
      await db.close();
    },
  };
}

async function seed(db: TestDatabase): Promise<string> {
  await db.query(`
    insert into person (id, first_name, last_name, nickname, department, role, is_suspended, is_bot, invite_status,
                        time_zone, synced_at)
    select n, 'Анна', 'Смирнова', 'user' || n, case when n > 3 then 'Склад' end, 'user', n = 10, false, 'confirmed',
           'Europe/Moscow', now()
      from generate_series(1, 10) n`);
  await db.query("insert into tag (id, name, users_count, synced_at) values (1, 'Склад', 10, now())");
  await db.query('insert into person_tag (person_id, tag_id) select n, 1 from generate_series(1, 10) n');
  const id = newUuid();
  await db.query(
    `insert into sender (id, name, token_sealed, token_fingerprint, token_hint, status)
     values ($1, 'bot', '\\x00', '\\x00', '…', 'active')`,
    [id],
  );
  return id;
}
