import { RunsService } from '#lib/campaigns';
import type { SimulatorHandle } from '#lib/testing';
import { ChatEvidence } from './chat-evidence.js';
import { claim, sendableRuns, writeIntent } from './claim.queries.js';
import { GuardRefusals } from './guard-refusals.js';
import { SafeModeBench, startMessenger } from './safe-mode.fixture.js';

/** What begins it, and that nothing is sent in it; what is read in people's chats meanwhile: verifier.int-spec.ts. */
describe('safe mode', () => {
  let messenger: SimulatorHandle;
  let bench: SafeModeBench;

  beforeAll(async () => {
    messenger = await startMessenger();
  });
  afterAll(() => messenger.close());
  beforeEach(async () => {
    bench = await SafeModeBench.open(messenger);
  });
  afterEach(() => bench.close());

  const sendable = async () => (await sendableRuns(bench.client, bench.bot.senderId)).map(({ id }) => id);

  it('is no matter of a database that is the one it was', async () => {
    const runId = await bench.run(bench.people.slice(0, 2));
    expect(await bench.watch()).toBe('none');
    expect(await sendable()).toEqual([runId]);
    expect(await bench.safeMode.state(bench.client)).toBeNull();
  });

  it('stops every claim by itself, before any worker has looked', async () => {
    await bench.run(bench.people.slice(0, 2));
    await bench.restore();
    expect(await sendable()).toEqual([]);
  });

  it('holds every run of a restored database, and sends nothing whose chat was not read', async () => {
    const [running, paused] = [
      await bench.run(bench.people.slice(0, 3)),
      await bench.run(bench.people.slice(3, 5)),
    ];
    await bench.db.query(
      `update run set status = 'paused', paused_by = 'key_1', pause_code = 'paused_by_person' where id = $1`,
      [paused],
    );
    await bench.restore();
    expect(await bench.watch()).toBe('other_instance');
    expect(await bench.watch()).toBe('none');
    const held = await bench.app.get(RunsService).get(bench.client, running);
    expect(held).toMatchObject({ status: 'paused', stop: { by: 'system', code: 'database_restored' } });
    expect(held.stop?.reason).toMatch(/3 messages[^]*сообщений: 3/);
    // Somebody had paused this one; it stays theirs, and is verified all the same.
    expect((await bench.app.get(RunsService).get(bench.client, paused)).stop?.code).toBe('paused_by_person');
    expect(await claim(bench.client, { runId: running, owner: 'owner', limit: 9, leaseMs: 60_000 })).toEqual(
      [],
    );
    expect(await bench.safeMode.state(bench.client)).toMatchObject({ code: 'other_instance' });
    await expect(bench.resume(running)).rejects.toMatchObject({
      code: 'verification_under_way',
      facts: { left: 3 },
    });
    await expect(bench.resume(paused)).rejects.toMatchObject({ facts: { left: 2 } });
  });

  describe('after a gap in which nobody was at work', () => {
    const gap = () =>
      bench.db.query(`update instance_state set heartbeat_at = clock_timestamp() - interval '1 hour'`);

    it('reads the next chats of every run first, and goes on by itself when nothing is found', async () => {
      const runId = await bench.run(bench.people.slice(0, 30));
      await gap();
      expect(await sendable()).toEqual([]);
      expect(await bench.watch()).toBe('unwatched');
      expect(await sendable()).toEqual([]);
      expect(await bench.verify()).toMatchObject({ released: 20 });
      expect(await sendable()).toEqual([runId]);
    });

    it('takes one forgotten message for the sign that there are more', async () => {
      const runId = await bench.run(bench.people.slice(0, 30));
      const [row, ...others] = await bench.ledger.deliveries(runId);
      await bench.forget(row?.marker ?? '', row?.recipientId ?? 0);
      await gap();
      await bench.watch();
      await bench.verify();
      expect(await bench.safeMode.state(bench.client)).toMatchObject({ code: 'forgotten_send' });
      expect(await bench.app.get(RunsService).get(bench.client, runId)).toMatchObject({ status: 'paused' });
      const [progress] = await bench.safeMode.progress(bench.client);
      expect(progress).toMatchObject({ left: others.length });
      // What the probe found absent is looked up again: it was read before Δ had passed.
      await bench.settle();
      expect(await bench.verify()).toMatchObject({ released: others.length });
    });
  });

  describe('a message that is seen in passing', () => {
    const look = async (recipientId: number) =>
      bench.app.get(ChatEvidence).look(
        { client: bench.session.client, ...bench.bot },
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
      const runId = await bench.run(bench.people.slice(0, 3));
      const [row] = await bench.ledger.deliveries(runId);
      await bench.forget(row?.marker ?? '', row?.recipientId ?? 0);
      await look(row?.recipientId ?? 0);
      expect(await bench.states(runId)).toEqual(['sent', 'pending', 'pending']);
      expect(await bench.safeMode.state(bench.client)).toMatchObject({ code: 'forgotten_send' });
      await expect(bench.resume(runId)).rejects.toMatchObject({ facts: { left: 2 } });
    });

    it('and that a request applied late explains: bound, and nothing else', async () => {
      const runId = await bench.run(bench.people.slice(0, 1));
      const [row] = await bench.ledger.deliveries(runId);
      const set = (columns: string) =>
        bench.db.query(`update delivery set ${columns} where run_id = $1`, [runId]);
      await set(`state = 'leased', lease_owner = 'x', fence = 1`);
      await set(`state = 'sending', send_deadline = clock_timestamp()`);
      await set(`state = 'unknown', doubt_since = clock_timestamp()`);
      await set(`state = 'pending', negative_reads = 2, fence = 2`);
      await bench.forget(row?.marker ?? '', row?.recipientId ?? 0);
      await look(row?.recipientId ?? 0);
      expect(await bench.states(runId)).toEqual(['sent']);
      expect(await bench.safeMode.state(bench.client)).toBeNull();
    });

    it('and whose marker nobody here has given out: noted, and the order of messages proves nothing any more', async () => {
      const [person = 0] = bench.people;
      await bench.forget('y'.repeat(22), person);
      await bench.forget(null, person);
      const asLane = { recipientId: BigInt(person), chatId: null, hwm: 0n, sendingSince: new Date() };
      const reader = { client: bench.session.client, ...bench.bot };
      const first = await bench.app
        .get(ChatEvidence)
        .look(reader, { ...asLane, marker: 'z'.repeat(22), markedBy: null });
      expect(first).toMatchObject({ found: [], isComplete: false });
      const foreign = await bench.db.query('select marker from foreign_message where sender_id = $1', [
        bench.bot.senderId,
      ]);
      expect(foreign).toEqual([{ marker: 'y'.repeat(22) }]);
      expect(await bench.safeMode.state(bench.client)).toBeNull();
    });
  });

  it('is kept by Postgres, too: no intent before the verification, whatever the code does', async () => {
    const runId = await bench.run(bench.people.slice(0, 1));
    const [delivery] = await claim(bench.client, { runId, owner: 'owner', limit: 1, leaseMs: 60_000 });
    if (delivery === undefined) throw new Error('nothing to claim');
    await bench.restore();
    await bench.watch();
    await bench.db.query(`update run set status = 'running' where id = $1`, [runId]);
    const plan = {
      actor: { senderId: bench.bot.senderId, owner: 'owner', epoch: 1n },
      deadlineMs: 15_000,
      markedBy: 'avatar' as const,
      contentVersionId: await bench.ledger.versionOf(runId),
    };
    expect(await bench.db.database.transaction((t) => writeIntent(t, delivery, plan))).toBeNull();
    const cheat = bench.client.$executeRaw`
      update delivery set state = 'sending', send_deadline = clock_timestamp() where id = ${delivery.id}`;
    const refusal: unknown = await cheat.catch((error: unknown) => error);
    expect(await bench.app.get(GuardRefusals).note(refusal)).toBe(true);
    expect(await bench.app.get(GuardRefusals).note(new Error('something else'))).toBe(false);
    expect(await bench.app.get(GuardRefusals).count(bench.client)).toEqual({ ever: 1, recent: 1 });
    const [kept] = await bench.db.query<{ refusal: string }>('select refusal from guard_refusal');
    expect(kept?.refusal).toContain('to be verified before it is sent');
  });
});
