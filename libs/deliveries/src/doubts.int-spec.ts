import { createLogger } from '#lib/observability';
import { OperationsService } from '#lib/operations';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { claim, type Claimed, writeIntent } from './claim.queries.js';
import { NotInDoubtError } from './domain/doubt.errors.js';
import { DoubtResolution, type DoubtDecision } from './doubt-resolution.js';
import { awaitPerson, countNegative, park, resolveAbsent, takeDueDoubts } from './doubt.queries.js';
import { bindMessage, doubt, noteSecondCopies } from './outcome.queries.js';
import { copyRemoved, takeCopies } from './second-copies.queries.js';
import { endSweeps, planSweeps, sweepDone, takeDueSweeps } from './sweep.queries.js';

/** Doubts to their end, on real Postgres: sweeps, parking, and what an operator may say. */
describe('doubts', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let resolution: DoubtResolution;
  let senderId: string;
  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    const logger = createLogger({ level: 'silent', service: 'test' });
    resolution = new DoubtResolution(logger, new OperationsService(db.database));
  });
  beforeEach(async () => {
    senderId = await ledger.sender();
  });
  afterAll(() => db.close());

  const tx = () => db.database.client;
  const claimOne = async (runId: string): Promise<Claimed | null> => {
    const [row] = await claim(tx(), { runId, owner: 'owner', limit: 1, leaseMs: 60_000 });
    return row ?? null;
  };
  const intend = async (delivery: Claimed, markedBy: 'avatar' | null = 'avatar'): Promise<number | null> => {
    const contentVersionId = await ledger.versionOf(delivery.runId);
    const actor = { senderId, owner: 'owner', epoch: 1n };
    const plan = { actor, deadlineMs: 15_000, markedBy, contentVersionId };
    return db.database.transaction((t) => writeIntent(t, delivery, plan));
  };
  const doubtful = async (runId: string, markedBy: 'avatar' | null = 'avatar'): Promise<Claimed> => {
    const delivery = await claimOne(runId);
    if (delivery === null) throw new Error('nothing to claim');
    await intend(delivery, markedBy);
    await doubt(tx(), delivery, { cause: 'timeout', firstLookMs: 0 });
    return delivery;
  };
  const bind = (deliveryId: bigint, messageId: number) =>
    db.database.transaction((t) =>
      bindMessage(t, deliveryId, { messageId, chatId: 5, evidence: 'history', createdAt: null }),
    );
  const look = async () => {
    const [row] = await takeDueDoubts(tx(), senderId, { limit: 1, settleMs: 300_000 });
    if (row === undefined) throw new Error('a doubt is due');
    return row;
  };
  const rowOf = async (delivery: Claimed) => {
    const [row] = await db.query<{ state: string; is_parked: boolean; fence: number; reason: string | null }>(
      'select state::text, is_parked, fence::int, reason from delivery where id = $1',
      [delivery.id],
    );
    return row;
  };
  const campaignOf = async (runId: string): Promise<string> => {
    const [row] = await db.query<{ id: string }>('select campaign_id as id from run where id = $1', [runId]);
    return row?.id ?? '';
  };
  const resolve = async (delivery: Claimed, decision: DoubtDecision) => {
    const campaignId = await campaignOf(delivery.runId);
    const request = { campaignId, deliveryId: delivery.id, decision, reason: 'called them', by: 'key_boss' };
    return db.database.transaction((t) => resolution.resolve(t, request));
  };

  describe('parking', () => {
    it('lets other messages reach the person, and the row come back into the lane with its doubt resolved', async () => {
      const old = await doubtful(await ledger.run(senderId, [7]));
      const later = await ledger.run(senderId, [7]);
      expect(await claimOne(later)).toBeNull();
      expect(await park(tx(), old, 0)).toBe(true);
      expect(await park(tx(), old, 0)).toBe(false);
      const next = await claimOne(later);
      if (next === null) throw new Error('the person is free again');
      expect(await intend(next)).toBe(1);
      await bind(next.id, 51);

      await countNegative(tx(), await look(), 0);
      const second = await look();
      await db.database.transaction((t) => resolveAbsent(t, second));
      expect(await rowOf(old)).toMatchObject({ state: 'pending', is_parked: false });
      const again = await claimOne(old.runId);
      if (again === null) throw new Error('it may be sent');
      expect(await intend(again)).toBe(2);
      // In the lane like any other: nothing else may leave for this person now.
      expect(await claimOne(await ledger.run(senderId, [7]))).toBeNull();
    });

    it('is for doubts alone', async () => {
      const delivery = await doubtful(await ledger.run(senderId, [8]));
      await bind(delivery.id, 81);
      expect(await park(tx(), delivery, 0)).toBe(false);
      const cheat = db.query('update delivery set is_parked = true where id = $1', [delivery.id]);
      await expect(cheat).rejects.toThrow(/delivery_parked_is_in_doubt/);
    });
  });

  describe('a campaign that leaves it to a person', () => {
    it('keeps a message that is proved absent in doubt', async () => {
      const delivery = await doubtful(await ledger.run(senderId, [9], { onUnproven: 'hold' }));
      await countNegative(tx(), await look(), 0);
      await awaitPerson(tx(), await look(), 0);
      const [row] = await db.query(
        'select state::text, negative_reads, outcome from delivery where id = $1',
        [delivery.id],
      );
      expect(row).toEqual({ state: 'unknown', negative_reads: 2, outcome: 'absent' });
    });
  });

  describe('sweeps', () => {
    const due = async () => {
      await planSweeps(tx(), senderId, 0);
      return takeDueSweeps(tx(), senderId, 5);
    };

    it('are planned for every doubt that was resolved, and for nothing else', async () => {
      const found = await doubtful(await ledger.run(senderId, [1]));
      await bind(found.id, 11);
      const unmarked = await doubtful(await ledger.run(senderId, [2]), null);
      await bind(unmarked.id, 21);
      await doubtful(await ledger.run(senderId, [3]));
      const sweeps = await due();
      expect(sweeps.map((sweep) => sweep.deliveryId)).toEqual([found.id]);
      expect(await due()).toEqual([]);
    });

    it('come at their times, then end', async () => {
      const delivery = await doubtful(await ledger.run(senderId, [1]));
      await bind(delivery.id, 12);
      await planSweeps(tx(), senderId, 3_600_000);
      expect(await takeDueSweeps(tx(), senderId, 5)).toEqual([]);
      await db.query('update doubt_sweep set next_at = clock_timestamp() where sender_id = $1', [senderId]);
      const [first] = await takeDueSweeps(tx(), senderId, 5);
      if (first === undefined) throw new Error('a sweep is due');
      await sweepDone(tx(), first, 0);
      const [second] = await takeDueSweeps(tx(), senderId, 5);
      expect(second?.sweeps).toBe(1);
      if (second !== undefined) await endSweeps(tx(), second);
      expect(await db.query('select 1 from doubt_sweep where sender_id = $1', [senderId])).toEqual([]);
    });

    it('begin anew when the delivery is in doubt again, from where its first attempt could be', async () => {
      const runId = await ledger.run(senderId, [1]);
      const delivery = await doubtful(runId);
      await countNegative(tx(), await look(), 0);
      const second = await look();
      await db.database.transaction((t) => resolveAbsent(t, second));
      const [before] = await due();
      // Another message of the bot arrives in between, then the second attempt is lost, too.
      await db.query(
        'insert into dm_chat (sender_id, recipient_id, chat_id, last_message_id) values ($1, 1, 5, 400)',
        [senderId],
      );
      await doubtful(runId);
      expect(await due()).toEqual([]);
      await bind(delivery.id, 401);
      if (before !== undefined) await sweepDone(tx(), before, 0);
      const [after] = await due();
      expect(after).toMatchObject({ deliveryId: delivery.id, sweeps: 0, hwm: 0n });
    });

    it('find the copies that binding noted, once each, until they are away', async () => {
      const delivery = await doubtful(await ledger.run(senderId, [1]));
      await bind(delivery.id, 31);
      await noteSecondCopies(tx(), delivery.id, [31, 32]);
      const take = () => takeCopies(tx(), senderId, { limit: 5, retryMs: 0 });
      expect((await take()).map((copy) => copy.messageId)).toEqual([32n]);
      expect(await take()).toHaveLength(1);
      await copyRemoved(tx(), senderId, 32n);
      expect(await take()).toEqual([]);
    });
  });

  describe("an operator's word", () => {
    it('sends again without proof, under a new fence and with the name of who said so', async () => {
      const delivery = await doubtful(await ledger.run(senderId, [1]));
      const operation = await resolve(delivery, { action: 'send_again' });
      expect(operation).toMatchObject({ status: 'succeeded', result: { action: 'send_again' } });
      expect(await rowOf(delivery)).toMatchObject({ state: 'pending', fence: Number(delivery.fence) + 1 });
      const [event] = await db.query(
        'select actor, why from delivery_event where delivery_id = $1 order by id desc limit 1',
        [delivery.id],
      );
      expect(event).toEqual({ actor: 'key_boss', why: 'operator: send again' });
      const [record] = await db.query(
        'select action, reason, requested_by from doubt_resolution where delivery_id = $1',
        [delivery.id],
      );
      expect(record).toEqual({ action: 'send_again', reason: 'called them', requested_by: 'key_boss' });
    });

    it('closes as unproven, and a later proof still counts', async () => {
      const delivery = await doubtful(await ledger.run(senderId, [1]));
      await resolve(delivery, { action: 'close_as_unproven' });
      expect(await rowOf(delivery)).toMatchObject({ state: 'failed', reason: 'unproven' });
      expect(await bind(delivery.id, 61)).toBe('bound');
      expect(await rowOf(delivery)).toMatchObject({ state: 'sent', reason: null });
    });

    it('leaves a binding to the owner of the bot', async () => {
      const delivery = await doubtful(await ledger.run(senderId, [1]));
      const operation = await resolve(delivery, { action: 'bind', messageId: 71 });
      expect(operation.status).toBe('queued');
      expect(await rowOf(delivery)).toMatchObject({ state: 'unknown' });
    });

    it('counts for doubts alone, once', async () => {
      const delivery = await doubtful(await ledger.run(senderId, [1]));
      await resolve(delivery, { action: 'close_as_unproven' });
      await expect(resolve(delivery, { action: 'send_again' })).rejects.toThrow(NotInDoubtError);
    });

    it('does not reach rows of another campaign', async () => {
      const delivery = await doubtful(await ledger.run(senderId, [1]));
      const other = { ...delivery, runId: await ledger.run(senderId, [2]) };
      await expect(resolve(other, { action: 'close_as_unproven' })).rejects.toMatchObject({
        code: 'not_found',
      });
    });

    it('sends nothing again for a run that is being cancelled', async () => {
      const delivery = await doubtful(await ledger.run(senderId, [1]));
      await db.query(
        `update run set status = 'cancelling', paused_by = 'x', pause_code = 'x' where id = $1`,
        [delivery.runId],
      );
      await expect(resolve(delivery, { action: 'send_again' })).rejects.toMatchObject({
        code: 'state_conflict',
      });
      expect(await rowOf(delivery)).toMatchObject({ state: 'unknown' });
    });

    it('opens the way out of doubt for its own statement only, and never without a new fence', async () => {
      const delivery = await doubtful(await ledger.run(senderId, [1]));
      const withoutFence = db.database.transaction(async (t) => {
        await t.$executeRaw`select set_config('vestnik.operator_resolve', 'on', true)`;
        await t.$executeRaw`update delivery set state = 'pending' where id = ${delivery.id}`;
      });
      await expect(withoutFence).rejects.toThrow(/resend without proof/);
      await expect(
        db.query(`update delivery set state = 'pending', fence = fence + 1 where id = $1`, [delivery.id]),
      ).rejects.toThrow(/resend without proof/);
    });
  });
});
