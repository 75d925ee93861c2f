import { Test } from '@nestjs/testing';
import { RunsService } from '#lib/campaigns';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule } from '#lib/database';
import { systemClock, systemRandom } from '#lib/kernel';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, SimulatorHandle, type TestDatabase } from '#lib/testing';
import { ChatEvidence } from './chat-evidence.js';
import { claim, sendableRuns, writeIntent } from './claim.queries.js';
import { DeliveriesModule } from './deliveries.module.js';
import { markedAvatar } from './domain/marker.js';
import { GuardRefusals } from './guard-refusals.js';
import { RunControl } from './run-control.js';
import { SafeMode } from './safe-mode.js';
import { Verifier } from './verifier.js';

const AVATAR = 'https://example.org/bot.png';

/** A database that has forgotten what it sent, against a messenger that has not. */
describe('safe mode', () => {
  let messenger: SimulatorHandle;
  let db: TestDatabase;
  let ledger: Ledger;
  let senderId: string;
  let session: SenderSession;
  let botUserId: number;
  let people: readonly number[];
  let app: Awaited<ReturnType<typeof start>>;

  beforeAll(async () => {
    messenger = await SimulatorHandle.start({
      people: 60,
      rateProfile: 'off',
      behaviour: { peopleRead: 'never' },
    });
  });
  afterAll(() => messenger.close());
  beforeEach(async () => {
    await messenger.reset();
    db = await createTestDatabase();
    app = await start();
    ledger = new Ledger(db);
    botUserId = (await messenger.bots())[0]?.userId ?? 0;
    await db.query('update sender set bot_user_id = null');
    senderId = await ledger.sender({ avatarUrl: AVATAR });
    await db.query('update sender set bot_user_id = $1 where id = $2', [botUserId, senderId]);
    session = openSession();
    people = await peopleOf(session);
    await app.get(SafeMode).watch();
  });
  afterEach(async () => {
    session.close('over');
    session.dispose();
    await app.close();
    await db.close();
  });

  async function start() {
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({})),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: db.url, applicationName: 'test' }),
        DeliveriesModule,
      ],
    }).compile();
    return module.init();
  }
  function openSession(): SenderSession {
    return new SenderSession({
      senderId,
      owner: 'owner',
      epoch: 1n,
      token: messenger.token,
      tokenVersion: 'x',
      apiUrl: messenger.apiUrl,
      requestTimeoutMs: 5_000,
      limits: { send: 100, read: 100, other: 100 },
      quietMs: 0,
      clock: systemClock,
      random: systemRandom,
      reductions: {},
      onThrottle: () => undefined,
    });
  }
  const tx = () => db.database.client;
  const watch = () => app.get(SafeMode).watch();
  const verify = () => app.get(Verifier).runOnce(session, 50);
  /** The message that the delivery's row knows nothing of. */
  const forget = async (marker: string | null, personId: number): Promise<void> => {
    const outcome = await session.client.createMessage(
      {
        entityType: 'user',
        entityId: personId,
        content: 'Hello',
        ...(marker !== null && { displayAvatarUrl: markedAvatar(AVATAR, marker, 1) ?? '' }),
      },
      { deadlineMs: systemClock.monotonicMs() + 5_000 },
    );
    expect(outcome.kind).toBe('accepted');
  };
  const restore = () => db.query(`update instance_state set identity = 'of another cluster'`);
  /** As if Δ had passed since safe mode began. */
  const settle = () =>
    db.query(`update verification set counts_from = clock_timestamp() - interval '1 second',
                                      next_at = clock_timestamp() - interval '1 second'`);
  const campaignOf = async (runId: string): Promise<string> => {
    const [row] = await db.query<{ id: string }>('select campaign_id as id from run where id = $1', [runId]);
    return row?.id ?? '';
  };
  const resume = async (runId: string) => app.get(RunControl).resume(await campaignOf(runId));
  const states = async (runId: string) => (await ledger.deliveries(runId)).map(({ state }) => state);
  const sendable = async () => (await sendableRuns(tx(), senderId)).map(({ id }) => id);

  it('is no matter of a database that is the one it was', async () => {
    const runId = await ledger.run(senderId, people.slice(0, 2));
    expect(await watch()).toBe('none');
    expect(await sendable()).toEqual([runId]);
    expect(await app.get(SafeMode).state(tx())).toBeNull();
  });

  it('stops every claim by itself, before any worker has looked', async () => {
    await ledger.run(senderId, people.slice(0, 2));
    await restore();
    expect(await sendable()).toEqual([]);
  });

  it('holds every run of a restored database, and sends nothing whose chat was not read', async () => {
    const [running, paused] = [
      await ledger.run(senderId, people.slice(0, 3)),
      await ledger.run(senderId, people.slice(3, 5)),
    ];
    await db.query(
      `update run set status = 'paused', paused_by = 'key_1', pause_code = 'paused_by_person' where id = $1`,
      [paused],
    );
    await restore();
    expect(await watch()).toBe('other_instance');
    expect(await watch()).toBe('none');
    const held = await app.get(RunsService).get(tx(), running);
    expect(held).toMatchObject({ status: 'paused', stop: { by: 'system', code: 'database_restored' } });
    expect(held.stop?.reason).toMatch(/3 messages[^]*сообщений: 3/);
    // Somebody had paused this one; it stays theirs, and is verified all the same.
    expect((await app.get(RunsService).get(tx(), paused)).stop?.code).toBe('paused_by_person');
    expect(await claim(tx(), { runId: running, owner: 'owner', limit: 9, leaseMs: 60_000 })).toEqual([]);
    expect(await app.get(SafeMode).state(tx())).toMatchObject({ code: 'other_instance' });
    await expect(resume(running)).rejects.toMatchObject({
      code: 'verification_under_way',
      facts: { left: 3 },
    });
    await expect(resume(paused)).rejects.toMatchObject({ facts: { left: 2 } });
  });

  it('binds what was sent, releases what was not, and ends when somebody has resumed', async () => {
    const runId = await ledger.run(senderId, people.slice(0, 4));
    const rows = await ledger.deliveries(runId);
    for (const row of rows.slice(0, 2)) await forget(row.marker, row.recipientId);
    await restore();
    await watch();
    // Before Δ has passed a request of the forgotten time may still be applied: nobody looks.
    expect(await verify()).toEqual({ found: 0, released: 0, unreadable: 0, open: 0 });
    await settle();
    expect(await verify()).toEqual({ found: 2, released: 2, unreadable: 0, open: 0 });
    expect((await states(runId)).sort()).toEqual(['pending', 'pending', 'sent', 'sent']);
    expect(await app.get(SafeMode).endIfOver()).toBe(false);
    expect((await resume(runId)).run.status).toBe('running');
    expect(await app.get(SafeMode).endIfOver()).toBe(true);
    expect(await claim(tx(), { runId, owner: 'owner', limit: 9, leaseMs: 60_000 })).toHaveLength(2);
  });

  it('finds an older message behind newer ones that were bound since', async () => {
    const [person = 0] = people;
    const first = await ledger.run(senderId, [person]);
    const second = await ledger.run(senderId, [person]);
    for (const runId of [first, second]) {
      const [row] = await ledger.deliveries(runId);
      await forget(row?.marker ?? '', person);
    }
    await restore();
    await watch();
    // The second one first.
    await settle();
    await db.query(`update verification set next_at = next_at - interval '1 minute' where run_id = $1`, [
      second,
    ]);
    await app.get(Verifier).runOnce(session, 1);
    await app.get(Verifier).runOnce(session, 1);
    expect([...(await states(first)), ...(await states(second))]).toEqual(['sent', 'sent']);
  });

  it('lets what cannot be read wait, visibly, without holding up the rest', async () => {
    const runId = await ledger.run(senderId, people.slice(0, 2));
    const [row] = await ledger.deliveries(runId);
    await forget(row?.marker ?? '', row?.recipientId ?? 0);
    await restore();
    await watch();
    await settle();
    const fault = await messenger.fault('history_forbidden', {}, { operation: 'messages.list' });
    expect(await verify()).toMatchObject({ released: 1, unreadable: 1 });
    const [progress] = await app.get(SafeMode).progress(tx());
    expect(progress).toMatchObject({ runId, left: 0, unreadable: 1 });
    expect((await resume(runId)).run.status).toBe('running');
    // The other person's may be sent; this one's not.
    expect(await claim(tx(), { runId, owner: 'owner', limit: 9, leaseMs: 60_000 })).toHaveLength(1);
    await messenger.clearFaults(fault.id);
    await settle();
    expect(await verify()).toMatchObject({ found: 1 });
  });

  it('waits for a messenger that does not answer', async () => {
    await ledger.run(senderId, people.slice(0, 1));
    await restore();
    await watch();
    await settle();
    await messenger.fault('error_before', {}, { operation: 'chats.list' });
    expect(await verify()).toEqual({ found: 0, released: 0, unreadable: 0, open: 1 });
    await messenger.clearFaults();
    const [progress] = await app.get(SafeMode).progress(tx());
    expect(progress).toMatchObject({ left: 1, unreadable: 0 });
  });

  it('looks for the messages of a run that was cancelled meanwhile', async () => {
    const runId = await ledger.run(senderId, people.slice(0, 2));
    const [row] = await ledger.deliveries(runId);
    await forget(row?.marker ?? '', row?.recipientId ?? 0);
    await restore();
    await watch();
    await app.get(RunControl).cancel(await campaignOf(runId), { by: 'key_1', reason: null });
    expect(await app.get(SafeMode).endIfOver()).toBe(true);
    await settle();
    await verify();
    expect(await states(runId)).toEqual(['sent', 'cancelled']);
  });

  it('does not believe a bot without an avatar that a chat with unclaimed messages holds none of its', async () => {
    await db.query('update sender set avatar_url = null where id = $1', [senderId]);
    const runId = await ledger.run(senderId, people.slice(0, 2));
    const [row] = await ledger.deliveries(runId);
    await forget(null, row?.recipientId ?? 0);
    await restore();
    await watch();
    await settle();
    expect(await verify()).toMatchObject({ released: 1, unreadable: 1 });
  });

  describe('after a gap in which nobody was at work', () => {
    const gap = () =>
      db.query(`update instance_state set heartbeat_at = clock_timestamp() - interval '1 hour'`);

    it('reads the next chats of every run first, and goes on by itself when nothing is found', async () => {
      const runId = await ledger.run(senderId, people.slice(0, 30));
      await gap();
      expect(await sendable()).toEqual([]);
      expect(await watch()).toBe('unwatched');
      expect(await sendable()).toEqual([]);
      expect(await verify()).toMatchObject({ released: 20 });
      expect(await sendable()).toEqual([runId]);
    });

    it('takes one forgotten message for the sign that there are more', async () => {
      const runId = await ledger.run(senderId, people.slice(0, 30));
      const [row, ...others] = await ledger.deliveries(runId);
      await forget(row?.marker ?? '', row?.recipientId ?? 0);
      await gap();
      await watch();
      await verify();
      expect(await app.get(SafeMode).state(tx())).toMatchObject({ code: 'forgotten_send' });
      expect(await app.get(RunsService).get(tx(), runId)).toMatchObject({ status: 'paused' });
      const [progress] = await app.get(SafeMode).progress(tx());
      expect(progress).toMatchObject({ left: others.length });
      // What the probe found absent is looked up again: it was read before Δ had passed.
      await settle();
      expect(await verify()).toMatchObject({ released: others.length });
    });
  });

  describe('a message that is seen in passing', () => {
    const look = async (recipientId: number) =>
      app.get(ChatEvidence).look(
        { client: session.client, senderId, botUserId },
        {
          recipientId: BigInt(recipientId),
          chatId: null,
          hwm: 0n,
          sendingSince: new Date(),
          marker: 'x'.repeat(22),
          markedBy: 'avatar',
        },
      );

    it('and that no row remembers sending: safe mode at once, and the row is sent', async () => {
      const runId = await ledger.run(senderId, people.slice(0, 3));
      const [row] = await ledger.deliveries(runId);
      await forget(row?.marker ?? '', row?.recipientId ?? 0);
      await look(row?.recipientId ?? 0);
      expect(await states(runId)).toEqual(['sent', 'pending', 'pending']);
      expect(await app.get(SafeMode).state(tx())).toMatchObject({ code: 'forgotten_send' });
      await expect(resume(runId)).rejects.toMatchObject({ facts: { left: 2 } });
    });

    it('and that a request applied late explains: bound, and nothing else', async () => {
      const runId = await ledger.run(senderId, people.slice(0, 1));
      const [row] = await ledger.deliveries(runId);
      const set = (columns: string) => db.query(`update delivery set ${columns} where run_id = $1`, [runId]);
      await set(`state = 'leased', lease_owner = 'x', fence = 1`);
      await set(`state = 'sending', send_deadline = clock_timestamp()`);
      await set(`state = 'unknown', doubt_since = clock_timestamp()`);
      await set(`state = 'pending', negative_reads = 2, fence = 2`);
      await forget(row?.marker ?? '', row?.recipientId ?? 0);
      await look(row?.recipientId ?? 0);
      expect(await states(runId)).toEqual(['sent']);
      expect(await app.get(SafeMode).state(tx())).toBeNull();
    });

    it('and whose marker nobody here has given out: noted, and the order of messages proves nothing any more', async () => {
      const [person = 0] = people;
      await forget('y'.repeat(22), person);
      await forget(null, person);
      const asLane = { recipientId: BigInt(person), chatId: null, hwm: 0n, sendingSince: new Date() };
      const reader = { client: session.client, senderId, botUserId };
      const first = await app
        .get(ChatEvidence)
        .look(reader, { ...asLane, marker: 'z'.repeat(22), markedBy: null });
      expect(first).toMatchObject({ found: [], isComplete: false });
      const foreign = await db.query('select marker from foreign_message where sender_id = $1', [senderId]);
      expect(foreign).toEqual([{ marker: 'y'.repeat(22) }]);
      expect(await app.get(SafeMode).state(tx())).toBeNull();
    });
  });

  it('is kept by Postgres, too: no intent before the verification, whatever the code does', async () => {
    const runId = await ledger.run(senderId, people.slice(0, 1));
    const [delivery] = await claim(tx(), { runId, owner: 'owner', limit: 1, leaseMs: 60_000 });
    if (delivery === undefined) throw new Error('nothing to claim');
    await restore();
    await watch();
    await db.query(`update run set status = 'running' where id = $1`, [runId]);
    const plan = {
      actor: { senderId, owner: 'owner', epoch: 1n },
      deadlineMs: 15_000,
      markedBy: 'avatar' as const,
      contentVersionId: await ledger.versionOf(runId),
    };
    expect(await db.database.transaction((t) => writeIntent(t, delivery, plan))).toBeNull();
    const cheat = db.database.client.$executeRaw`
      update delivery set state = 'sending', send_deadline = clock_timestamp() where id = ${delivery.id}`;
    const refusal: unknown = await cheat.catch((error: unknown) => error);
    expect(await app.get(GuardRefusals).note(refusal)).toBe(true);
    expect(await app.get(GuardRefusals).note(new Error('something else'))).toBe(false);
    expect(await app.get(GuardRefusals).count(tx())).toEqual({ ever: 1, recent: 1 });
    const [kept] = await db.query<{ refusal: string }>('select refusal from guard_refusal');
    expect(kept?.refusal).toContain('to be verified before it is sent');
  });
});

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
