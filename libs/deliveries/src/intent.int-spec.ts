import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { claim, type Claimed, closeRunGate, writeIntent } from './claim.queries.js';

describe('an intent', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let senderId: string;
  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
  });
  beforeEach(async () => {
    senderId = await ledger.sender();
  });
  afterAll(() => db.close());

  const claimOne = async (runId: string): Promise<Claimed> => {
    const [row] = await claim(db.database.client, { runId, owner: 'owner', limit: 1, leaseMs: 60_000 });
    if (row === undefined) throw new Error('nothing to claim');
    return row;
  };
  const planOf = async ({ runId }: Claimed) => {
    const actor = { senderId, owner: 'owner', epoch: 1n };
    const contentVersionId = await ledger.versionOf(runId);
    return { actor, deadlineMs: 15_000, markedBy: 'avatar', contentVersionId } as const;
  };
  /** For a run's gate, in this database. */
  const isSomebodyWaiting = async (): Promise<boolean> => {
    const waiting = await db.query(
      `select 1 from pg_locks l join pg_database d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`,
    );
    return waiting.length > 0;
  };

  it('gives a claim one intent: whoever writes it again must not post again', async () => {
    const delivery = await claimOne(await ledger.run(senderId, [1]));
    const plan = await planOf(delivery);
    const intend = () => db.database.transaction((t) => writeIntent(t, delivery, plan));
    expect(await intend()).toBe(1);
    expect(await intend()).toBeNull();
  });

  it.each([
    [
      'unread',
      'insert into receipt (delivery_id, read_seen_at, source, checked_at) values ($1, now(), $2, now())',
    ],
    [
      'unacknowledged',
      `insert into acknowledgement (delivery_id, sender_id, choice, content_version_id, source, event_id, acked_at)
       select id, sender_id, 'ack', content_version_id, $2, 1, now() from delivery where id = $1`,
    ],
  ])('of a reminder for the %s is refused when they did it a moment ago', async (who, doIt) => {
    const runId = await ledger.emptyRun(await ledger.campaign(senderId));
    const announced = await ledger.delivery(runId, 1, 'sent');
    const contentVersionId = await ledger.followUp(runId, [1], who);
    const delivery = await claimOne(runId);
    const plan = { ...(await planOf(delivery)), contentVersionId };
    const intend = (): Promise<number | null> =>
      db.database.transaction((t) => writeIntent(t, delivery, plan));
    const early = await claimOne(await ledger.run(senderId, [2]));
    expect(early.step).toBe(0);
    await db.query(doIt, [announced, 'click']);
    expect(await intend()).toBeNull();
    await db.query(`update run_step set who = 'everyone' where run_id = $1`, [runId]);
    expect(await intend()).toBe(1);
  });

  it('of a reminder is written for its own text, not for that of the run', async () => {
    const runId = await ledger.emptyRun(await ledger.campaign(senderId));
    await ledger.delivery(runId, 1, 'sent');
    const contentVersionId = await ledger.followUp(runId, [1]);
    const delivery = await claimOne(runId);
    const plan = await planOf(delivery);
    const intend = (of: typeof plan): Promise<number | null> =>
      db.database.transaction((t) => writeIntent(t, delivery, of));
    expect(delivery.step).toBe(1);
    expect(await intend(plan)).toBeNull();
    expect(await intend({ ...plan, contentVersionId })).toBe(1);
  });

  it('lets a pause return only when the intents that are being written have ended', async () => {
    const runId = await ledger.run(senderId, [1]);
    const delivery = await claimOne(runId);
    const plan = await planOf(delivery);
    const done: string[] = [];
    let pause: Promise<unknown> = Promise.resolve();
    await db.database.transaction(async (t) => {
      expect(await writeIntent(t, delivery, plan)).toBe(1);
      pause = db.database
        .transaction((other) => closeRunGate(other, runId))
        .then(() => done.push('the pause has returned'));
      while (done.length === 0 && !(await isSomebodyWaiting())) continue;
      done.push('the intent is written');
    });
    await pause;
    expect(done).toEqual(['the intent is written', 'the pause has returned']);
  });
});
