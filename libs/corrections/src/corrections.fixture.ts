import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule, type Tx } from '#lib/database';
import { type Clock, systemClock } from '#lib/kernel';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { OperationsService } from '#lib/operations';
import type { SenderSession } from '#lib/senders';
import {
  createTestDatabase,
  type DeliveryPlace,
  Ledger,
  openTestSession,
  SimulatorHandle,
  type TestDatabase,
} from '#lib/testing';
import { CorrectionOperations } from './correction-operations.js';
import { CorrectionsModule } from './corrections.module.js';
import { EditRequests } from './edit-requests.js';
import { Editor } from './editor.js';
import { RecallRequests } from './recall-requests.js';
import { Recaller } from './recaller.js';
import { RetryRequests } from './retry-requests.js';

const AVATAR = 'https://img.example/bot.png';

/** Messages that really are in the simulated messenger, with the rows that say so, and the services of this lib. */
export class CorrectionsBench {
  readonly ledger: Ledger;
  readonly recalls: RecallRequests;
  readonly recaller: Recaller;
  readonly edits: EditRequests;
  readonly editor: Editor;
  readonly retries: RetryRequests;
  readonly follow: CorrectionOperations;
  readonly operations: OperationsService;

  private constructor(
    readonly db: TestDatabase,
    readonly messenger: SimulatorHandle,
    readonly module: Awaited<ReturnType<ReturnType<typeof Test.createTestingModule>['compile']>>,
  ) {
    this.ledger = new Ledger(db);
    this.recalls = module.get(RecallRequests);
    this.recaller = module.get(Recaller);
    this.edits = module.get(EditRequests);
    this.editor = module.get(Editor);
    this.retries = module.get(RetryRequests);
    this.follow = module.get(CorrectionOperations);
    this.operations = module.get(OperationsService);
  }

  static async open(): Promise<CorrectionsBench> {
    const db = await createTestDatabase();
    const messenger = await SimulatorHandle.start({
      people: 30,
      behaviour: { peopleRead: 'never' },
      rateProfile: 'off',
    });
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({})),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: db.url, applicationName: 'test' }),
        CorrectionsModule,
      ],
    }).compile();
    return new CorrectionsBench(db, messenger, module);
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
    const { userId } = bot ?? { userId: 0 };
    await this.db.query('update sender set bot_user_id = null');
    const senderId = await this.ledger.sender({ avatarUrl: AVATAR });
    await this.db.query('update sender set bot_user_id = $2, scopes = $3 where id = $1', [
      ...[senderId, userId, ['messages:update']],
    ]);
    return this.session(senderId);
  }

  session(senderId: string, owner = 'owner', clock: Clock = systemClock): SenderSession {
    return openTestSession(senderId, this.messenger, { owner, clock });
  }

  /** A run of so many people, in this state; nobody has a message yet. */
  async run(senderId: string, people: readonly number[], status = 'running'): Promise<Run> {
    const campaignId = await this.ledger.campaign(senderId);
    const runId = await this.ledger.emptyRun(campaignId, { status, expectedCount: people.length });
    if (status === 'completed')
      await this.db.query(`update campaign set status = 'completed' where id = $1`, [campaignId]);
    return { campaignId, runId, senderId };
  }

  /** A delivery whose post has left; what the row says of it is `place`. @returns its id and the message's */
  async posted(
    run: Run,
    personId: number,
    place: DeliveryPlace & ('sent' | 'unknown') = 'sent',
  ): Promise<Posted> {
    const deliveryId = await this.ledger.delivery(run.runId, personId, place === 'sent' ? 'sending' : place);
    const [row] = await this.db.query<{ marker: string }>('select marker from delivery where id = $1', [
      deliveryId,
    ]);
    const messageId = await this.post(personId, `${AVATAR}#d=${row?.marker ?? ''}.a1`);
    if (place === 'sent') await this.bind(deliveryId, messageId);
    return { deliveryId, messageId };
  }

  async bind(deliveryId: bigint, messageId: number): Promise<void> {
    await this.db.query(
      `update delivery set state = 'sent', message_id = $2, chat_id = 1, evidence = 'history', reason = null,
                           sent_at = clock_timestamp() where id = $1`,
      [deliveryId, messageId],
    );
  }

  private async post(personId: number, avatar: string): Promise<number> {
    const response = await fetch(`${this.messenger.apiUrl}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.messenger.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        message: { entity_type: 'user', entity_id: personId, content: 'Hello', display_avatar_url: avatar },
      }),
    });
    const { data } = (await response.json()) as { data: { id: number } };
    return data.id;
  }

  /** Those of these messages that somebody can still see. */
  async visible(messageIds: readonly number[]): Promise<number[]> {
    const messages = await this.messenger.messages();
    return messages
      .filter(({ id, deletedAt }) => messageIds.includes(id) && deletedAt === null)
      .map(({ id }) => id);
  }

  /** Everybody is due now, whatever they wait for. */
  async hurry(): Promise<void> {
    for (const table of ['recall', 'edit'])
      await this.db.query(`update ${table} set due_at = clock_timestamp() where due_at is not null`);
  }

  async recallOf(deliveryId: bigint): Promise<RecallFacts | undefined> {
    const [row] = await this.db.query<RecallFacts>(
      'select state::text, outcome, reading, why, tries from recall where delivery_id = $1',
      [deliveryId],
    );
    return row;
  }
}

export interface Run {
  readonly campaignId: string;
  readonly runId: string;
  readonly senderId: string;
}

export interface Posted {
  readonly deliveryId: bigint;
  readonly messageId: number;
}

export interface RecallFacts {
  readonly [column: string]: unknown;
  readonly state: string;
  readonly outcome: string | null;
  readonly reading: string | null;
  readonly why: string | null;
  readonly tries: number;
}

export const REQUEST = {
  scope: 'all',
  remaining: 'cancel',
  reason: 'Ошибка в дате',
  by: 'key_boss',
} as const;
