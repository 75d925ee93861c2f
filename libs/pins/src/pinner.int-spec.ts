import { type INestApplicationContext } from '@nestjs/common';
import { PachcaError } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { Pinner } from './pinner.js';
import { PinsModule } from './pins.module.js';

const CHAT = -334;
const IN_A_WEEK = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();

describe('a chat post that is to be pinned', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let ledger: Ledger;
  let senderId: string;
  let deliveryId: bigint;
  let calls: string[];
  let answer: () => Promise<unknown>;

  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, PinsModule);
    ledger = new Ledger(db);
  });
  beforeEach(async () => {
    senderId = await ledger.sender();
    calls = [];
    answer = () => Promise.resolve();
    deliveryId = await posted({ pinUntil: IN_A_WEEK });
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  const posted = async (target: object, recipient = CHAT): Promise<bigint> => {
    const runId = await ledger.emptyRun(await ledger.campaign(senderId));
    await db.query('update run set target = $2 where id = $1', [
      runId,
      { type: 'chat', chatIds: [334], ...target },
    ]);
    return ledger.delivery(runId, recipient, 'sent');
  };
  const client = (name: string) => async (id: number) => {
    calls.push(`${name} ${id - Number(deliveryId)}`);
    await answer();
    return 'deleted';
  };
  const pass = () =>
    app.get(Pinner).runOnce({
      senderId,
      isOpen: () => true,
      backgroundClient: { pinMessage: client('pin'), unpinMessage: client('unpin') },
    } as unknown as SenderSession);
  const row = async () => {
    const [found] = await db.query<Record<string, unknown>>(
      `select state::text, why, tries, due_at = pin_until as "isDueThen", pinned_at is not null as "wasPinned",
              ended_at is not null as "isOver" from chat_pin where delivery_id = $1`,
      [deliveryId],
    );
    return found;
  };
  const due = () =>
    db.query('update chat_pin set due_at = now() where delivery_id = $1 and due_at is not null', [
      deliveryId,
    ]);
  const expire = () =>
    db.query(`update chat_pin set due_at = now(), pin_until = now() where delivery_id = $1`, [deliveryId]);
  const refuse = (error: PachcaError) => () => Promise.reject(error);
  const refusal = (kind: 'forbidden' | 'not_found' | 'refused' | 'timeout', status?: number) =>
    refuse(new PachcaError(kind, 'POST /messages/{id}/pin', status === undefined ? {} : { status }));

  it('is pinned once, and unpinned when its time has passed', async () => {
    expect(await pass()).toEqual({ pinned: 1, unpinned: 0, later: 0, ended: 0 });
    expect(await row()).toMatchObject({ state: 'pinned', isDueThen: true, wasPinned: true, isOver: false });
    await pass();
    await expire();
    expect(await pass()).toEqual({ pinned: 0, unpinned: 1, later: 0, ended: 0 });
    await pass();
    expect(await row()).toMatchObject({ state: 'unpinned', why: null, isOver: true });
    expect(calls).toEqual(['pin 1000', 'unpin 1000']);
  });

  it('is pinned for so many hours after it was posted, whichever run it is of', async () => {
    for (const pinForHours of [1, 8_760]) {
      const id = await posted({ pinForHours });
      const [found] = await db.query(
        `select p.pin_until = (d.sent_at + make_interval(hours => $2::int))::timestamptz(3) as "isSo"
           from chat_pin p join delivery d on d.id = p.delivery_id where d.id = $1`,
        [id, pinForHours],
      );
      expect(found).toEqual({ isSo: true });
    }
  });

  it('has no pin where the run says nothing of one, or it is for people', async () => {
    for (const id of [await posted({}), await posted({ pinUntil: IN_A_WEEK }, 7)])
      expect(await db.query('select from chat_pin where delivery_id = $1', [id])).toEqual([]);
  });

  it('is done once more after a kill on either way, and the refusal of a repeat is no failure', async () => {
    const killed = () => Promise.reject(new Error('killed'));
    answer = killed;
    await expect(pass()).rejects.toThrow('killed');
    expect(await row()).toMatchObject({ state: 'todo', tries: 1 });
    await due();
    answer = refusal('refused', 422);
    expect(await pass()).toMatchObject({ pinned: 1 });
    await expire();
    answer = killed;
    await expect(pass()).rejects.toThrow('killed');
    await due();
    answer = () => Promise.resolve();
    expect(await pass()).toMatchObject({ unpinned: 1 });
  });

  it('that may not be pinned says why, is tried until its time has passed, and then has failed', async () => {
    answer = refusal('forbidden', 403);
    expect(await pass()).toMatchObject({ later: 1 });
    expect(await row()).toMatchObject({ state: 'todo', why: 'forbidden' });
    await expire();
    expect(await pass()).toMatchObject({ ended: 1 });
    expect(await row()).toMatchObject({ state: 'failed', why: 'forbidden', wasPinned: false });
    expect(calls).toHaveLength(1);
  });

  it('that is never allowed to be unpinned has failed after a day, and is known to be pinned', async () => {
    await pass();
    await expire();
    await db.query('update chat_pin set tries = 143 where delivery_id = $1', [deliveryId]);
    answer = refusal('forbidden', 403);
    expect(await pass()).toMatchObject({ ended: 1 });
    expect(await row()).toMatchObject({ state: 'failed', why: 'forbidden', wasPinned: true });
  });

  it('that was posted after its time is not pinned any more', async () => {
    await expire();
    expect(await pass()).toMatchObject({ ended: 1 });
    expect(await row()).toMatchObject({ state: 'dropped', why: 'too_late' });
    expect(calls).toEqual([]);
  });

  it('is let go when its message is not there, though not at the first word', async () => {
    answer = refusal('not_found', 404);
    for (let tries = 1; tries < 5; tries++) {
      expect(await pass()).toMatchObject({ later: 1 });
      await due();
    }
    expect(await pass()).toMatchObject({ ended: 1 });
    expect(await row()).toMatchObject({ state: 'dropped', why: 'message_gone' });
  });

  it('waits for its recall, and is let go with the message or taken up again', async () => {
    await db.query(
      `insert into recall (delivery_id, operation_id, run_id, sender_id, state, attempt, due_at)
       select id, gen_random_uuid(), run_id, sender_id, 'todo', attempt, now() from delivery where id = $1`,
      [deliveryId],
    );
    expect(await pass()).toEqual({ pinned: 0, unpinned: 0, later: 0, ended: 0 });
    const move = (set: string) => db.query(`update recall set ${set} where delivery_id = $1`, [deliveryId]);
    await move(`state = 'failed', why = 'forbidden', finished_at = now(), due_at = null`);
    expect(await pass()).toMatchObject({ pinned: 1 });
    await move(`state = 'todo', why = null, finished_at = null, due_at = now()`);
    await move(`state = 'doing', worker = 'w'`);
    await move(
      `state = 'gone', reading = 'unknown', outcome = 'deleted', finished_at = now(), due_at = null`,
    );
    expect(await row()).toMatchObject({ state: 'dropped', why: 'recalled', isOver: true });
    expect(calls).toEqual(['pin 1000']);
  });

  it('is taken by one worker only, and waits for a bot that is held', async () => {
    const passes = await Promise.all([pass(), pass(), pass()]);
    expect(passes.map(({ pinned }) => pinned).sort()).toEqual([0, 0, 1]);
    await expire();
    await db.query(`update sender set status = 'held', hold_code = 'token_rejected' where id = $1`, [
      senderId,
    ]);
    expect(await pass()).toMatchObject({ unpinned: 0 });
    await db.query(`update sender set status = 'active', hold_code = null where id = $1`, [senderId]);
    expect(await pass()).toMatchObject({ unpinned: 1 });
  });
});
