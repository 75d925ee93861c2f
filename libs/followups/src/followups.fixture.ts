import { Test } from '@nestjs/testing';
import { AcknowledgementsModule } from '#lib/acknowledgements';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule, type Tx } from '#lib/database';
import { DeliverLoop, type PassResult, PLAIN_STEP, RunControl, Upkeep } from '#lib/deliveries';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { type Operation, OperationsService } from '#lib/operations';
import { ReceiptsService } from '#lib/receipts';
import type { SenderSession } from '#lib/senders';
import {
  createTestDatabase,
  Ledger,
  openTestSession,
  SimulatorHandle,
  type TestDatabase,
} from '#lib/testing';
import type { FollowUpPlan } from './follow-up-plan.js';
import { FollowUpPlans } from './follow-up-plans.js';
import { FollowUps } from './follow-ups.js';
import { FollowUpsModule } from './followups.module.js';
import { ReminderOperations } from './reminder-operations.js';
import { type ReminderRequest, Reminders } from './reminders.js';

const AVATAR = 'https://img.example/bot.png';

/** Announcements that really are in the simulated messenger, with the rows that say so, and what follows up on them. */
export class FollowUpsBench {
  readonly ledger: Ledger;
  readonly reminders: Reminders;
  readonly follow: ReminderOperations;
  readonly list: FollowUps;
  readonly operations: OperationsService;
  readonly upkeep: Upkeep;
  readonly control: RunControl;

  private constructor(
    readonly db: TestDatabase,
    readonly messenger: SimulatorHandle,
    readonly module: Awaited<ReturnType<ReturnType<typeof Test.createTestingModule>['compile']>>,
  ) {
    this.ledger = new Ledger(db);
    this.reminders = module.get(Reminders);
    this.follow = module.get(ReminderOperations);
    this.list = module.get(FollowUps);
    this.operations = module.get(OperationsService);
    this.upkeep = module.get(Upkeep);
    this.control = module.get(RunControl);
  }

  static async open(): Promise<FollowUpsBench> {
    const db = await createTestDatabase();
    const behaviour = { peopleRead: 'never' } as const;
    const messenger = await SimulatorHandle.start({ people: 30, behaviour, rateProfile: 'off' });
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({})),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: db.url, applicationName: 'test' }),
        AcknowledgementsModule,
        FollowUpsModule,
      ],
    }).compile();
    return new FollowUpsBench(db, messenger, await module.init());
  }

  async close(): Promise<void> {
    await this.module.close();
    await this.messenger.close();
    await this.db.close();
  }

  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.database.transaction(work);
  }

  /** A bot and what owns it, with a gate that lets everything pass at once. */
  async bot(): Promise<SenderSession> {
    const [bot] = await this.messenger.bots();
    await this.db.query('update sender set bot_user_id = null');
    const senderId = await this.ledger.sender({ avatarUrl: AVATAR });
    await this.db.query('update sender set bot_user_id = $2 where id = $1', [senderId, bot?.userId ?? 0]);
    return openTestSession(senderId, this.messenger);
  }

  /** A campaign that all of them have got, and that is over. */
  async announced(session: SenderSession, people: readonly number[]): Promise<AnnouncedRun> {
    const runId = await this.ledger.run(session.senderId, people);
    await this.send(session);
    await this.upkeep.runOnce();
    const [row] = await this.db.query<{ campaignId: string }>(
      'select campaign_id as "campaignId" from run where id = $1',
      [runId],
    );
    return { runId, campaignId: row?.campaignId ?? '' };
  }

  /** Until nothing is due any more. @returns what became of the rows of the last pass that did something */
  async send(session: SenderSession): Promise<PassResult> {
    let last: PassResult = {};
    for (;;) {
      const pass = await this.module.get(DeliverLoop).runOnce(session, 50);
      if (Object.keys(pass).length === 0) return last;
      last = pass;
    }
  }

  remind(
    run: AnnouncedRun,
    expectedRecipients: number,
    changes: Partial<ReminderRequest> = {},
  ): Promise<Operation> {
    const request = {
      campaignId: run.campaignId,
      ...({ who: 'unread', among: null, content: null, reason: null, by: 'key_boss' } as const),
      ...PLAIN_STEP,
      expectedRecipients,
      ...changes,
    };
    return this.tx((tx) => this.reminders.request(tx, request));
  }

  /** As if it had been set while the campaign was a draft. */
  async plan({ campaignId }: AnnouncedRun, plan: FollowUpPlan): Promise<void> {
    await this.db.query(`update campaign set status = 'draft' where id = $1`, [campaignId]);
    await this.tx((tx) => this.module.get(FollowUpPlans).put(tx, campaignId, plan, 'key_boss'));
    await this.db.query(`update campaign set status = 'completed' where id = $1`, [campaignId]);
  }

  /** So many hours go by for the run. */
  async pass({ runId }: AnnouncedRun, hours: number): Promise<void> {
    await this.db.query(
      'update run set prepared_at = prepared_at - make_interval(hours => $2) where id = $1',
      [runId, hours],
    );
  }

  /** So many hours go by for those who have got its messages. */
  async passForPeople({ runId }: AnnouncedRun, hours: number): Promise<void> {
    await this.db.query(
      'update delivery set sent_at = sent_at - make_interval(hours => $2) where run_id = $1 and step = 0',
      [runId, hours],
    );
  }

  async read(run: AnnouncedRun, personId: number): Promise<void> {
    const { id } = await this.row(run, personId, 0);
    const deed = { deliveryId: BigInt(id), seenAt: new Date(), source: 'poll' } as const;
    await this.tx((tx) => this.module.get(ReceiptsService).recordRead(tx, deed));
  }

  /** The row that says so, whatever button it was. */
  async confirm(run: AnnouncedRun, personId: number): Promise<void> {
    const { id } = await this.row(run, personId, 0);
    await this.db.query(
      `insert into acknowledgement (delivery_id, sender_id, choice, content_version_id, source, event_id, acked_at)
       select id, sender_id, 'ack', content_version_id, 'click', 1, clock_timestamp() from delivery where id = $1`,
      [id],
    );
  }

  /** `step/person:state/reason` of every row, in this order. */
  async rows({ runId }: AnnouncedRun, step: number): Promise<string[]> {
    const rows = await this.db.query<{ said: string }>(
      `select recipient_id || ' ' || state || coalesce(' ' || reason, '') as said
         from delivery where run_id = $1 and step = $2 order by recipient_id`,
      [runId, step],
    );
    return rows.map(({ said }) => said);
  }

  async row({ runId }: AnnouncedRun, personId: number, step: number): Promise<StepRow> {
    const [row] = await this.db.query<StepRow>(
      `select id, message_id::int as "messageId", marker from delivery
        where run_id = $1 and recipient_id = $2 and step = $3`,
      [runId, personId, step],
    );
    if (row === undefined) throw new Error('there is no such row');
    return row;
  }

  async statusOf({ runId }: AnnouncedRun): Promise<string> {
    const [row] = await this.db.query<{ said: string }>(
      `select r.status || ' ' || c.status as said from run r join campaign c on c.id = r.campaign_id where r.id = $1`,
      [runId],
    );
    return row?.said ?? '';
  }
}

export interface AnnouncedRun {
  readonly campaignId: string;
  readonly runId: string;
}

interface StepRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly messageId: number | null;
  readonly marker: string;
}
