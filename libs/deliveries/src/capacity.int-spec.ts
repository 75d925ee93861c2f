import { randomUUID } from 'node:crypto';
import { type INestApplicationContext } from '@nestjs/common';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { CapacityService, type SenderCapacity } from './capacity.service.js';
import { DeliveriesModule } from './deliveries.module.js';

describe('what a bot has to carry', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let ledger: Ledger;
  let senderId: string;
  let sent: bigint[];
  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, DeliveriesModule);
    ledger = new Ledger(db);
  });
  beforeEach(async () => {
    senderId = await ledger.sender();
    const over = await ledger.emptyRun(await ledger.campaign(senderId), { status: 'completed' });
    sent = [];
    for (const person of [1, 2, 3, 4]) sent.push(await ledger.delivery(over, person, 'sent'));
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  /** @param dueIn an interval; `null`: the message is in doubt */
  const recall = (at: number, dueIn: string | null): Promise<unknown> =>
    db.query(
      `insert into recall (delivery_id, operation_id, run_id, sender_id, attempt, due_at)
       select id, $2, run_id, sender_id, attempt, clock_timestamp() + $3::interval from delivery where id = $1`,
      [sent[at], randomUUID(), dueIn],
    );
  const edit = (at: number, dueIn: string | null): Promise<unknown> =>
    db.query(
      `insert into edit (delivery_id, version, content_version_id, operation_id, run_id, sender_id, due_at)
       select id, 2, content_version_id, $2, run_id, sender_id, clock_timestamp() + $3::interval
         from delivery where id = $1`,
      [sent[at], randomUUID(), dueIn],
    );
  const look = async (): Promise<SenderCapacity> => {
    const { senders } = await app.get(CapacityService).read();
    const own = senders.find((each) => each.senderId === senderId);
    if (own === undefined) throw new Error('the bot is told of');
    return own;
  };

  it('counts recalls and edits of its own that are to be done, and none that waits for a doubt or is over', async () => {
    expect((await look()).corrections).toEqual({ recalls: 0, edits: 0 });
    await recall(0, '0');
    await recall(1, '5 minutes');
    await recall(2, null);
    await recall(3, '0');
    await db.query(
      `update recall set state = 'gone', outcome = 'already_gone', finished_at = clock_timestamp(), due_at = null
        where delivery_id = $1`,
      [sent[3]],
    );
    await db.query(`update recall set state = 'doing', worker = 'owner' where delivery_id = $1`, [sent[1]]);
    await edit(0, '0');
    await edit(1, null);
    expect((await look()).corrections).toEqual({ recalls: 2, edits: 1 });
    senderId = await ledger.sender();
    expect((await look()).corrections).toEqual({ recalls: 0, edits: 0 });
  });

  it('puts recalls before what is not urgent, and edits before nothing', async () => {
    const normal = await ledger.run(senderId, [11, 12, 13]);
    const urgent = await ledger.run(senderId, [11, 12]);
    const paused = await ledger.emptyRun(await ledger.campaign(senderId), { status: 'paused' });
    await db.query(`update run set priority = 'urgent' where id = $1`, [urgent]);
    const ahead = async () => new Map((await look()).queue.map(({ id, aheadCount }) => [id, aheadCount]));
    const before = await ahead();
    expect(before.get(normal)).toBe(2);
    await recall(0, '0');
    await recall(1, '0');
    await edit(2, '0');
    const now = await ahead();
    expect(now.get(normal)).toBe(4);
    expect(now.get(urgent)).toBe(0);
    expect(now.get(paused)).toBe(0);
  });
});
