import type { Tx } from '#lib/database';
import { systemClock } from '#lib/kernel';
import type { SenderSession } from '#lib/senders';
import {
  createTestDatabase,
  Ledger,
  openTestSession,
  SimulatorHandle,
  startModule,
  type TestDatabase,
} from '#lib/testing';
import { DeliveriesModule } from './deliveries.module.js';
import type { InstanceChange } from './domain/instance-change.js';
import { markedAvatar } from './domain/marker.js';
import { type ControlResult, RunControl } from './run-control.js';
import { SafeMode } from './safe-mode.js';
import { Verifier, type VerifyResult } from './verifier.js';

const AVATAR = 'https://example.org/bot.png';

/** Where the bench sends; nobody reads, and nothing is throttled. */
export const startMessenger = (): Promise<SimulatorHandle> =>
  SimulatorHandle.start({ people: 60, rateProfile: 'off', behaviour: { peopleRead: 'never' } });

/** Test only: a database that can be made to forget what it sent, against a messenger that has not. */
export class SafeModeBench {
  readonly ledger: Ledger;
  readonly safeMode: SafeMode;
  readonly verifier: Verifier;
  readonly runControl: RunControl;
  readonly client: Tx;

  private constructor(
    readonly db: TestDatabase,
    readonly app: Awaited<ReturnType<typeof startModule>>,
    readonly session: SenderSession,
    readonly bot: { readonly senderId: string; readonly botUserId: number },
    readonly people: readonly number[],
  ) {
    this.ledger = new Ledger(db);
    this.safeMode = app.get(SafeMode);
    this.verifier = app.get(Verifier);
    this.runControl = app.get(RunControl);
    this.client = db.database.client;
  }

  /** A new database with one bot, watched by a worker, and the messenger as it was when it started. */
  static async open(messenger: SimulatorHandle): Promise<SafeModeBench> {
    await messenger.reset();
    const db = await createTestDatabase();
    const app = await startModule(db, DeliveriesModule);
    const botUserId = (await messenger.bots())[0]?.userId ?? 0;
    await db.query('update sender set bot_user_id = null');
    const senderId = await new Ledger(db).sender({ avatarUrl: AVATAR });
    await db.query('update sender set bot_user_id = $1 where id = $2', [botUserId, senderId]);
    const session = openTestSession(senderId, messenger);
    const people = await peopleOf(session);
    const bench = new SafeModeBench(db, app, session, { senderId, botUserId }, people);
    await bench.watch();
    return bench;
  }

  async close(): Promise<void> {
    this.session.close('over');
    this.session.dispose();
    await this.app.close();
    await this.db.close();
  }

  /** A run of the bot to these people. @returns its id */
  run(people: readonly number[]): Promise<string> {
    return this.ledger.run(this.bot.senderId, people);
  }

  watch(): Promise<InstanceChange> {
    return this.safeMode.watch();
  }

  verify(): Promise<VerifyResult> {
    return this.verifier.runOnce(this.session, 50);
  }

  /** The message that the delivery's row knows nothing of. */
  async forget(marker: string | null, personId: number): Promise<void> {
    const outcome = await this.session.client.createMessage(
      {
        entityType: 'user',
        entityId: personId,
        content: 'Hello',
        ...(marker !== null && { displayAvatarUrl: markedAvatar(AVATAR, marker, 1) ?? '' }),
      },
      { deadlineMs: systemClock.monotonicMs() + 5_000 },
    );
    expect(outcome.kind).toBe('accepted');
  }

  async restore(): Promise<void> {
    await this.db.query(`update instance_state set identity = 'of another cluster'`);
  }

  /** As if Δ had passed since safe mode began. */
  async settle(): Promise<void> {
    await this.db.query(`update verification set counts_from = clock_timestamp() - interval '1 second',
                                                 next_at = clock_timestamp() - interval '1 second'`);
  }

  async campaignOf(runId: string): Promise<string> {
    const [row] = await this.db.query<{ id: string }>('select campaign_id as id from run where id = $1', [
      runId,
    ]);
    return row?.id ?? '';
  }

  async resume(runId: string): Promise<ControlResult> {
    return this.runControl.resume(await this.campaignOf(runId));
  }

  async states(runId: string): Promise<string[]> {
    return (await this.ledger.deliveries(runId)).map(({ state }) => state);
  }
}

async function peopleOf(session: SenderSession): Promise<readonly number[]> {
  const ids: number[] = [];
  for await (const page of session.client.listUsers())
    ids.push(
      ...page
        .filter((user) => !user.isBot && !user.isSuspended && user.inviteStatus === 'confirmed')
        .map(({ id }) => id),
    );
  return ids;
}
