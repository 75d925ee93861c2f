import { Test, type TestingModule } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule } from '#lib/database';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { localOf } from '#lib/scheduling';
import type { SenderSession } from '#lib/senders';
import {
  createTestDatabase,
  Ledger,
  openTestSession,
  SimulatorHandle,
  type TestDatabase,
} from '#lib/testing';
import { claim, writeIntent } from './claim.queries.js';
import { DailyCap } from './daily-cap.js';
import { DeliveriesModule } from './deliveries.module.js';
import { DeliverLoop } from './deliver-loop.js';

const ANNA = 1001;
const BORIS = ANNA + 1;
/** Where it is between eleven and one now: no test of a day may meet its end. */
const NOON_OFFSET = new Date().getUTCHours() - 12;
const ZONE = `Etc/GMT${NOON_OFFSET < 0 ? '' : '+'}${NOON_OFFSET}`;

describe('the cap on notices of a day', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let messenger: SimulatorHandle;
  let module: TestingModule;
  let session: SenderSession;
  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    const behaviour = { peopleRead: 'never' } as const;
    messenger = await SimulatorHandle.start({ people: 5, behaviour, rateProfile: 'off' });
    module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({ VESTNIK_DAILY_CAP: '1', VESTNIK_TIME_ZONE: ZONE })),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: db.url, applicationName: 'test' }),
        DeliveriesModule,
      ],
    }).compile();
    await module.init();
    await ledger.people([ANNA, BORIS]);
  });
  beforeEach(async () => {
    await db.query('truncate run, delivery, content_version cascade');
    const [bot] = await messenger.bots();
    await db.query('update sender set bot_user_id = null');
    const senderId = await ledger.sender({ avatarUrl: 'https://img.example/bot.png' });
    await db.query('update sender set bot_user_id = $2 where id = $1', [senderId, bot?.userId ?? 0]);
    session = openTestSession(senderId, messenger);
  });
  afterAll(async () => {
    await module.close();
    await messenger.close();
    await db.close();
  });

  const send = async (): Promise<void> => {
    while (Object.keys(await module.get(DeliverLoop).runOnce(session, 50)).length > 0);
  };
  const rows = async (runId: string): Promise<string[]> =>
    (await ledger.deliveries(runId)).map(({ recipientId, state, outcome }) =>
      [recipientId, state, outcome === null || state === 'sent' ? '' : outcome].join(' ').trim(),
    );
  const run = (people: readonly number[]): Promise<string> => ledger.run(session.senderId, people);

  it('holds what is more to the next morning of the person, and nobody else', async () => {
    const first = await run([ANNA]);
    await send();
    const second = await run([ANNA, BORIS]);
    await send();
    expect(await rows(first)).toEqual([`${ANNA} sent`]);
    expect(await rows(second)).toEqual([`${ANNA} pending held for daily cap`, `${BORIS} sent`]);
    const [held] = await db.query<{ until: Date; tomorrow: string }>(
      `select available_at as until, ((now() at time zone $2)::date + 1)::text as tomorrow
         from delivery where run_id = $1 and state = 'pending'`,
      [second, ZONE],
    );
    expect(localOf(held?.until ?? new Date(0), ZONE)).toBe(`${held?.tomorrow ?? ''}T08:00`);
  });

  it('lets mandatory ones through, counts them, and lets the others go the day after', async () => {
    const mandatory = await run([ANNA]);
    await db.query('update run set is_mandatory = true where id = $1', [mandatory]);
    await ledger.delivery(await run([]), ANNA, 'sent');
    await send();
    expect(await rows(mandatory)).toEqual([`${ANNA} sent`]);
    const usual = await run([ANNA]);
    await send();
    expect(await rows(usual)).toEqual([`${ANNA} pending held for daily cap`]);
    await db.query("update delivery set sent_at = sent_at - interval '1 day' where state = 'sent'");
    await db.query("update delivery set available_at = now() where state = 'pending'");
    await send();
    expect(await rows(usual)).toEqual([`${ANNA} sent`]);
  });

  it('counts what is in doubt as had, and reminders like any other', async () => {
    const doubted = await run([]);
    await ledger.delivery(doubted, ANNA, 'unknown');
    const cap = module.get(DailyCap);
    const waits = [ANNA, BORIS].map((id) =>
      cap.waitMs(db.database.client, { recipientId: BigInt(id), isMandatory: false }, toOf(id)),
    );
    const [anna, boris] = await Promise.all(waits);
    expect(anna).toBeGreaterThan(0);
    expect(boris).toBe(0);
    const announced = await run([]);
    await ledger.delivery(announced, BORIS, 'sent');
    await ledger.followUp(announced, [BORIS]);
    await send();
    const [reminder] = await db.query('select state, outcome from delivery where step = 1');
    expect(reminder).toEqual({ state: 'pending', outcome: 'held for daily cap' });
  });

  it('has room for one of two bots that write to a person in the same moment', async () => {
    const cap = module.get(DailyCap);
    const runId = await run([ANNA]);
    const [delivery] = await claim(db.database.client, { runId, owner: 'owner', limit: 1, leaseMs: 60_000 });
    if (delivery === undefined) throw new Error('nothing to claim');
    const { contentVersionId } = delivery;
    const actor = { senderId: session.senderId, owner: 'owner', epoch: 1n };
    const plan = { actor, deadlineMs: 15_000, markedBy: 'avatar', contentVersionId } as const;
    let second: Promise<number> = Promise.resolve(-1);
    const first = await db.database.transaction(async (tx) => {
      const waitMs = await cap.waitMsAlone(tx, delivery, toOf(ANNA));
      await writeIntent(tx, delivery, plan);
      const other = { isOver: false };
      second = db.database
        .transaction((inner) => cap.waitMsAlone(inner, delivery, toOf(ANNA)))
        .finally(() => (other.isOver = true));
      // The other one stands before the lock, or has not waited for it; only then does this one commit.
      while (!other.isOver && !(await isSomebodyWaiting()));
      return waitMs;
    });
    expect(first).toBe(0);
    expect(await second).toBeGreaterThan(0);
  });

  const isSomebodyWaiting = async (): Promise<boolean> =>
    (
      await db.query(
        `select 1 from pg_locks l join pg_database d on d.oid = l.database
          where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`,
      )
    ).length > 0;
});

/** A person without a zone of their own. */
const toOf = (id: number): Parameters<DailyCap['waitMs']>[2] =>
  ({ kind: 'person', person: { id, timeZone: null } }) as Parameters<DailyCap['waitMs']>[2];
