import { isUniqueViolation } from '#lib/database';
import { claim } from './claim.queries.js';
import { countNegative, resolveAbsent, takeDueDoubts } from './doubt.queries.js';
import { bindMessage, handBack } from './outcome.queries.js';
import { ProtocolBench } from './protocol.fixture.js';
import { doubtLapsedSends, releaseLapsedLeases } from './upkeep.queries.js';

/** What each crash point (docs/delivery-protocol.md) leaves behind, and who may go on from it. */
describe('the delivery protocol in Postgres, at its crash points', () => {
  let bench: ProtocolBench;
  beforeAll(async () => {
    bench = await ProtocolBench.open();
  });
  beforeEach(() => bench.newSender());
  afterAll(() => bench.close());

  describe('C2: a worker dies holding a lease', () => {
    it('gives the row back when the lease has lapsed, and refuses the dead worker an intent after the next claim', async () => {
      const runId = await bench.run([1]);
      const dead = await bench.claimOne(runId, 0);
      expect(await releaseLapsedLeases(bench.tx)).toBe(1);
      const next = await bench.claimOne(runId);
      expect(next.fence).toBe(dead.fence + 1n);
      expect(await bench.intend(dead)).toBeNull();
      expect(await bench.intend(next)).toBe(1);
    });

    it('does not take a lease that still runs', async () => {
      const runId = await bench.run([1]);
      await bench.claimOne(runId);
      await releaseLapsedLeases(bench.tx);
      expect((await bench.only(runId)).state).toBe('leased');
    });
  });

  describe('C3: the reply to the intent is lost', () => {
    it('lets the worker hand back what it knows it has not posted, committed or not', async () => {
      const runId = await bench.run([1]);
      const delivery = await bench.claimOne(runId);
      await bench.intend(delivery);
      expect(await handBack(bench.tx, delivery, { outcome: 'the intent was lost', waitMs: 0 })).toBe(true);
      expect(await bench.only(runId)).toMatchObject({ state: 'pending', attempt: 1 });
    });
  });

  describe('C4 and C5: a worker dies after the intent', () => {
    it('makes the row a doubt at the deadline, never a send', async () => {
      const runId = await bench.run([1]);
      const delivery = await bench.claimOne(runId);
      await bench.intend(delivery, { deadlineMs: 0 });
      expect(await doubtLapsedSends(bench.tx, 0)).toBe(1);
      expect(await bench.only(runId)).toMatchObject({ state: 'unknown', outcome: 'owner lost' });
      expect(await claim(bench.tx, { runId, owner: 'other', limit: 5, leaseMs: 1 })).toEqual([]);
    });

    it('accepts the late answer of the one who was thought dead', async () => {
      const runId = await bench.run([1]);
      const delivery = await bench.claimOne(runId);
      await bench.intend(delivery, { deadlineMs: 0 });
      await doubtLapsedSends(bench.tx, 0);
      const presence = { messageId: 501, chatId: 5, evidence: 'answer', createdAt: null } as const;
      expect(await bench.db.database.transaction((t) => bindMessage(t, delivery.id, presence))).toBe('bound');
      expect(await bench.only(runId)).toMatchObject({ state: 'sent', messageId: 501, evidence: 'answer' });
    });
  });

  describe('C6 and C8: an outcome is written twice, or two messages exist', () => {
    it('takes the same message twice without harm and keeps another one as a second copy', async () => {
      const runId = await bench.run([1]);
      const delivery = await bench.claimOne(runId);
      await bench.intend(delivery);
      const bind = (messageId: number) =>
        bench.db.database.transaction((t) =>
          bindMessage(t, delivery.id, { messageId, chatId: 6, evidence: 'answer', createdAt: null }),
        );
      expect([await bind(601), await bind(601), await bind(602), await bind(602)]).toEqual([
        'bound',
        'known',
        'second_copy',
        'known',
      ]);
      const copies = await bench.db.query(
        'select message_id::int from duplicate_message where delivery_id = $1',
        [delivery.id],
      );
      expect(copies).toEqual([{ message_id: 602 }]);
    });

    it('binds a message to one delivery only', async () => {
      const first = await bench.claimOne(await bench.run([1]));
      const second = await bench.claimOne(await bench.run([2]));
      const presence = { messageId: 701, chatId: 7, evidence: 'history', createdAt: null } as const;
      await bench.db.database.transaction((t) => bindMessage(t, first.id, presence));
      const again = bench.db.database.transaction((t) => bindMessage(t, second.id, presence));
      const error: unknown = await again.catch((caught: unknown) => caught);
      expect(isUniqueViolation(error, 'delivery_message_uq')).toBe(true);
    });
  });

  describe('C9 and C10: absence', () => {
    it('sends again only after two absences, with a new fence and the same marker', async () => {
      const runId = await bench.run([1]);
      await bench.doubtful(runId);
      const before = await bench.only(runId);
      const [first] = await takeDueDoubts(bench.tx, bench.senderId, { limit: 5, settleMs: 300_000 });
      if (first === undefined) throw new Error('a doubt is due');
      await countNegative(bench.tx, first, 0);
      const [second] = await takeDueDoubts(bench.tx, bench.senderId, { limit: 5, settleMs: 300_000 });
      if (second === undefined) throw new Error('the doubt is due again');
      expect(second.negatives).toBe(1);
      expect(await bench.db.database.transaction((t) => resolveAbsent(t, second))).toBe(true);
      const after = await bench.only(runId);
      expect(after).toMatchObject({ state: 'pending', marker: before.marker, fence: before.fence + 1 });
    });

    it('counts one look once, however often it is written', async () => {
      const runId = await bench.run([1]);
      await bench.doubtful(runId);
      const [look] = await takeDueDoubts(bench.tx, bench.senderId, { limit: 5, settleMs: 300_000 });
      if (look === undefined) throw new Error('a doubt is due');
      await countNegative(bench.tx, look, 0);
      await countNegative(bench.tx, look, 0);
      expect((await bench.only(runId)).negatives).toBe(1);
    });

    it('lets nobody send again without proof, not even by mistake', async () => {
      const runId = await bench.run([1]);
      const delivery = await bench.doubtful(runId);
      const cheat = bench.db.query(`update delivery set state = 'pending', fence = fence + 1 where id = $1`, [
        delivery.id,
      ]);
      await expect(cheat).rejects.toThrow(/resend without proof of absence/);
    });
  });
});
