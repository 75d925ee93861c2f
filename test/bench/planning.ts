import { Test } from '@nestjs/testing';
import { AudiencesService, parseAudience } from '#lib/audiences';
import {
  type Campaign,
  CAMPAIGN_DEFAULTS,
  CampaignCheck,
  CampaignLaunch,
  CampaignsService,
  ContentPreview,
} from '#lib/campaigns';
import { ConfigModule, loadConfig } from '#lib/config';
import { plainContent } from '#lib/content';
import { Database, DatabaseModule, type Tx } from '#lib/database';
import { RunControl, RunPreparation } from '#lib/deliveries';
import { FollowUpsModule, Reminders } from '#lib/followups';
import { CorrectionsModule, RecallRequests } from '#lib/corrections';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { CampaignOutlook, OutlookModule } from '#lib/outlook';
import { onceRule, SchedulingService } from '#lib/scheduling';
import { Ledger, type TestDatabase } from '#lib/testing';
import { printMeasured } from './bench-server.js';
import { COMPANY_AUDIENCE, seedCompany } from './company.js';
import { timed } from './measures.js';

/**
 * How long each thing takes that is asked about everybody: an estimate, a check, a launch, a schedule, a reminder. What
 * fails is told with its reason. Figures, never assertions on time.
 *
 * `--people N`: instead of a million.
 */
const PEOPLE = Number(process.argv[process.argv.indexOf('--people') + 1]) || 1_000_000;
const TEXT = plainContent(
  'Здравствуйте, {{ user.first_name | default: "коллега" }}! Ваш отдел: {{ user.department }}.',
);
const BY = 'key_bench';

await printMeasured(measure);

async function measure(db: TestDatabase): Promise<object> {
  const ledger = new Ledger(db);
  const senderId = await ledger.sender();
  const seedMs = await timed(async () => {
    await seedCompany(db, PEOPLE);
    await db.query('vacuum analyze person, tag, person_tag');
  });
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.with(loadConfig({})),
      ObservabilityModule.with(createLogger({ level: 'silent', service: 'bench' })),
      DatabaseModule.with({ url: db.url, applicationName: 'bench' }),
      OutlookModule,
      FollowUpsModule,
      CorrectionsModule,
    ],
  }).compile();
  const took: Record<string, number | string> = {};
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T | null> => {
    const started = performance.now();
    try {
      const result = await work();
      took[name] = Math.round(performance.now() - started);
      return result;
    } catch (error) {
      const after = Math.round(performance.now() - started);
      took[name] = `failed after ${String(after)}: ${String(error).replaceAll(/\s+/g, ' ').slice(0, 200)}`;
      return null;
    }
  };
  const get = <T>(type: new (...args: never[]) => T): T => module.get<T>(type, { strict: false });
  const database = get(Database);
  // As the API does for what goes over all people of a campaign.
  const tx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.bulkTransaction(work);
  const draft = (): Promise<Campaign> =>
    tx((inner) =>
      get(CampaignsService).create(
        inner,
        { ...CAMPAIGN_DEFAULTS, title: 'bench', content: TEXT, audience: COMPANY_AUDIENCE, senderId },
        BY,
      ),
    );
  const audiences = get(AudiencesService);
  await step('estimate', () =>
    tx(async (inner) =>
      audiences.estimate(inner, await audiences.resolve(inner, parseAudience(COMPANY_AUDIENCE)), {
        skipInvited: false,
        skipGuests: false,
      }),
    ),
  );
  await step('preview', () =>
    get(ContentPreview).preview({
      content: TEXT,
      title: 'bench',
      audience: COMPANY_AUDIENCE,
      skipInvited: false,
      skipGuests: false,
      people: [],
    }),
  );
  const first = await draft();
  const check = await step('check', () => get(CampaignCheck).check(first.id, null, BY));
  await step('outlook', () => get(CampaignOutlook).of(first.id));
  const expectedRecipients = check?.recipients.toSend ?? 0;
  const request = { expectedRecipients, confirmRepeat: false, approval: 'break_glass', by: BY } as const;
  await step('launch', () => tx((inner) => get(CampaignLaunch).launch(inner, first.id, request)));
  await step('prepare', () => get(RunPreparation).runOnce());
  const second = await draft();
  await step('check of a repeat', () => get(CampaignCheck).check(second.id, null, BY));
  await step('schedule, frozen', () =>
    tx((inner) =>
      get(SchedulingService).schedule(inner, second.id, {
        kind: 'once',
        rule: onceRule('2099-01-07T10:00', 'Europe/Moscow'),
        onMissed: 'late',
        lateMinutes: 60,
        overlap: 'skip',
        audienceMode: 'frozen',
        boundPercent: null,
        maxRecipients: null,
        expiresAfterSeconds: null,
        ...request,
        confirmRepeat: true,
      }),
    ),
  );
  await step('unschedule', () => tx((inner) => get(SchedulingService).unschedule(inner, second.id)));
  const sent = await seedSent(db, senderId);
  const reminders = get(Reminders);
  const plan = { campaignId: sent, who: 'unread', among: null, whenAway: 'skip' } as const;
  const counted = await step('reminder, check', () => reminders.check(plan));
  await step('reminder, order', () =>
    tx((inner) =>
      reminders.request(inner, {
        ...plan,
        form: 'message',
        content: null,
        expectedRecipients: counted?.toSend ?? 0,
        reason: null,
        by: BY,
      }),
    ),
  );
  await step('recall, check', () =>
    get(RecallRequests).check({ campaignId: sent, scope: 'all', remaining: 'cancel' }),
  );
  await step('cancel', () => get(RunControl).cancel(first.id, { by: BY, reason: null }));
  await module.close();
  return { bench: 'planning', people: PEOPLE, seed_ms: Math.round(seedMs), took_ms: took };
}

/** A run that everybody has got, past the product. @returns its campaign */
async function seedSent(db: TestDatabase, senderId: string): Promise<string> {
  const ledger = new Ledger(db);
  const campaignId = await ledger.campaign(senderId);
  const runId = await ledger.emptyRun(campaignId, { expectedCount: PEOPLE });
  await db.query(
    `insert into delivery (run_id, sender_id, recipient_id, included_by, marker, state, content_version_id, attempt,
                           message_id, chat_id, sent_at, evidence)
     select id, sender_id, n, 'everyone', new_marker(), 'sent', content_version_id, 1, n, n, now() - interval '1 day', 'answer'
       from run cross join generate_series(1, expected_count) n where id = $1`,
    [runId],
  );
  await db.query('vacuum analyze delivery');
  return campaignId;
}
