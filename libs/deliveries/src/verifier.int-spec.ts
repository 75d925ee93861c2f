import type { SimulatorHandle } from '#lib/testing';
import { claim } from './claim.queries.js';
import { markedTask } from './domain/task-text.js';
import { SafeModeBench, startMessenger } from './safe-mode.fixture.js';

/** Reads the chats of a database that has forgotten what it sent, until safe mode is over. */
describe('Verifier', () => {
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

  it('binds what was sent, releases what was not, and ends when somebody has resumed', async () => {
    const runId = await bench.run(bench.people.slice(0, 4));
    const rows = await bench.ledger.deliveries(runId);
    for (const row of rows.slice(0, 2)) await bench.forget(row.marker, row.recipientId);
    await bench.restore();
    await bench.watch();
    // Before Δ has passed a request of the forgotten time may still be applied: nobody looks.
    expect(await bench.verify()).toEqual({ found: 0, released: 0, unreadable: 0, open: 0 });
    await bench.settle();
    expect(await bench.verify()).toEqual({ found: 2, released: 2, unreadable: 0, open: 0 });
    expect((await bench.states(runId)).sort()).toEqual(['pending', 'pending', 'sent', 'sent']);
    expect(await bench.safeMode.endIfOver()).toBe(false);
    expect((await bench.resume(runId)).run.status).toBe('running');
    expect(await bench.safeMode.endIfOver()).toBe(true);
    expect(await claim(bench.client, { runId, owner: 'owner', limit: 9, leaseMs: 60_000 })).toHaveLength(2);
  });

  it('finds an older message behind newer ones that were bound since', async () => {
    const [person = 0] = bench.people;
    const first = await bench.run([person]);
    const second = await bench.run([person]);
    for (const runId of [first, second]) {
      const [row] = await bench.ledger.deliveries(runId);
      await bench.forget(row?.marker ?? '', person);
    }
    await bench.restore();
    await bench.watch();
    // The second one first.
    await bench.settle();
    await bench.db.query(
      `update verification set next_at = next_at - interval '1 minute' where run_id = $1`,
      [second],
    );
    await bench.verifier.runOnce(bench.session, 1);
    await bench.verifier.runOnce(bench.session, 1);
    expect([...(await bench.states(first)), ...(await bench.states(second))]).toEqual(['sent', 'sent']);
  });

  it('lets what cannot be read wait, visibly, without holding up the rest', async () => {
    const runId = await bench.run(bench.people.slice(0, 2));
    const [row] = await bench.ledger.deliveries(runId);
    await bench.forget(row?.marker ?? '', row?.recipientId ?? 0);
    await bench.restore();
    await bench.watch();
    await bench.settle();
    const fault = await messenger.fault('history_forbidden', {}, { operation: 'messages.list' });
    expect(await bench.verify()).toMatchObject({ released: 1, unreadable: 1 });
    const [progress] = await bench.safeMode.progress(bench.client);
    expect(progress).toMatchObject({ runId, left: 0, unreadable: 1 });
    expect((await bench.resume(runId)).run.status).toBe('running');
    // The other person's may be sent; this one's not.
    expect(await claim(bench.client, { runId, owner: 'owner', limit: 9, leaseMs: 60_000 })).toHaveLength(1);
    await messenger.clearFaults(fault.id);
    await bench.settle();
    expect(await bench.verify()).toMatchObject({ found: 1 });
  });

  it('makes no task again: one that is in the list is bound, and one that is not waits', async () => {
    const [anna = 0, boris = 0] = bench.people;
    const runId = await bench.run([anna, boris]);
    await bench.ledger.followUp(runId, [anna, boris]);
    await bench.db.query(`update run_step set form = 'task' where run_id = $1`, [runId]);
    const [row] = await bench.db.query<{ marker: string }>(
      'select marker from delivery where run_id = $1 and step = 1 and recipient_id = $2',
      [runId, anna],
    );
    await bench.session.createTask(
      { content: markedTask('Прочтите', row?.marker ?? ''), performerId: anna, dueAt: null },
      { deadlineMs: Number.MAX_SAFE_INTEGER },
    );
    await bench.restore();
    await bench.watch();
    await bench.settle();
    expect(await bench.verify()).toMatchObject({ found: 1, released: 2, unreadable: 1 });
    const tasks = await bench.db.query(
      `select state::text, message_id < 0 as "isTask" from delivery where run_id = $1 and step = 1 order by recipient_id`,
      [runId],
    );
    expect(tasks).toEqual([
      { state: 'sent', isTask: true },
      { state: 'pending', isTask: null },
    ]);
  });

  it('waits for a messenger that does not answer', async () => {
    await bench.run(bench.people.slice(0, 1));
    await bench.restore();
    await bench.watch();
    await bench.settle();
    await messenger.fault('error_before', {}, { operation: 'chats.list' });
    expect(await bench.verify()).toEqual({ found: 0, released: 0, unreadable: 0, open: 1 });
    await messenger.clearFaults();
    const [progress] = await bench.safeMode.progress(bench.client);
    expect(progress).toMatchObject({ left: 1, unreadable: 0 });
  });

  it('looks for the messages of a run that was cancelled meanwhile', async () => {
    const runId = await bench.run(bench.people.slice(0, 2));
    const [row] = await bench.ledger.deliveries(runId);
    await bench.forget(row?.marker ?? '', row?.recipientId ?? 0);
    await bench.restore();
    await bench.watch();
    await bench.runControl.cancel(await bench.campaignOf(runId), { by: 'key_1', reason: null });
    expect(await bench.safeMode.endIfOver()).toBe(true);
    await bench.settle();
    await bench.verify();
    expect(await bench.states(runId)).toEqual(['sent', 'cancelled']);
  });

  it('does not believe a bot without an avatar that a chat with unclaimed messages holds none of its', async () => {
    await bench.db.query('update sender set avatar_url = null where id = $1', [bench.bot.senderId]);
    const runId = await bench.run(bench.people.slice(0, 2));
    const [row] = await bench.ledger.deliveries(runId);
    await bench.forget(null, row?.recipientId ?? 0);
    await bench.restore();
    await bench.watch();
    await bench.settle();
    expect(await bench.verify()).toMatchObject({ released: 1, unreadable: 1 });
  });
});
