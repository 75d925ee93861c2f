import type { SenderSession } from '#lib/senders';
import { CorrectionsBench, REQUEST, type Run } from './corrections.fixture.js';

/** First of the simulated company's people. */
const ANNA = 1001;

describe('a recall', () => {
  let bench: CorrectionsBench;
  let bot: SenderSession;
  beforeAll(async () => {
    bench = await CorrectionsBench.open();
  });
  beforeEach(async () => {
    await bench.messenger.clearFaults();
    bot = await bench.bot();
  });
  afterAll(() => bench.close());

  const request = (run: Run, expectedRecipients: number, changes: object = {}) =>
    bench.tx((tx) =>
      bench.recalls.request(tx, { ...REQUEST, campaignId: run.campaignId, expectedRecipients, ...changes }),
    );
  const statusOf = async ({ runId }: Run): Promise<string | undefined> => {
    const [row] = await bench.db.query<{ status: string }>('select status::text from run where id = $1', [
      runId,
    ]);
    return row?.status;
  };

  describe('of what was sent', () => {
    it('deletes every message and tells who had read it, who had not, and whose was gone already', async () => {
      const run = await bench.run(bot.senderId, [ANNA, ANNA + 1, ANNA + 2], 'completed');
      const [unread, read, deleted] = [
        await bench.posted(run, ANNA),
        await bench.posted(run, ANNA + 1),
        await bench.posted(run, ANNA + 2),
      ];
      await bench.messenger.act(ANNA + 1, 'read', { messageId: read.messageId });
      await bench.messenger.act(ANNA + 2, 'delete', { messageId: deleted.messageId });
      const operation = await request(run, 3);
      expect(operation).toMatchObject({ type: 'recall', total: 3 });
      expect(await bench.recaller.runOnce(bot)).toEqual({ gone: 3, failed: 0, later: 0 });
      expect(await bench.visible([unread.messageId, read.messageId])).toEqual([]);
      expect(await bench.recallOf(unread.deliveryId)).toMatchObject({
        outcome: 'deleted',
        reading: 'before_read',
      });
      expect(await bench.recallOf(read.deliveryId)).toMatchObject({
        outcome: 'deleted',
        reading: 'after_read',
      });
      expect(await bench.recallOf(deleted.deliveryId)).toMatchObject({ outcome: 'already_gone' });
      const [receipt] = await bench.db.query('select source from receipt where delivery_id = $1', [
        read.deliveryId,
      ]);
      expect(receipt).toEqual({ source: 'poll' });
      await bench.follow.runOnce();
      expect(await bench.operations.get(operation.id)).toMatchObject({
        status: 'succeeded',
        done: 3,
        total: 3,
        result: { before_read: 1, after_read: 1, already_gone: 1, failed: 0, read_unknown: 0, not_needed: 0 },
      });
      // The delivery itself stays what it was.
      expect((await bench.ledger.deliveries(run.runId)).map(({ state }) => state)).toEqual([
        'sent',
        'sent',
        'sent',
      ]);
    });

    it('leaves the tasks of a follow-up where they are', async () => {
      const run = await bench.run(bot.senderId, [ANNA], 'completed');
      await bench.posted(run, ANNA);
      await bench.ledger.followUp(run.runId, [ANNA]);
      await bench.db.query(`update run_step set form = 'task' where run_id = $1`, [run.runId]);
      await bench.db.query(
        `update delivery set state = 'sent', message_id = -5, evidence = 'answer', sent_at = clock_timestamp()
          where run_id = $1 and step = 1`,
        [run.runId],
      );
      await request(run, 1);
      expect(await bench.recaller.runOnce(bot)).toEqual({ gone: 1, failed: 0, later: 0 });
    });

    it('leaves those alone who have read it, where only the unread are meant', async () => {
      const run = await bench.run(bot.senderId, [ANNA, ANNA + 1], 'completed');
      const [unread, read] = [await bench.posted(run, ANNA), await bench.posted(run, ANNA + 1)];
      await bench.db.query(
        `insert into receipt (delivery_id, read_seen_at, source, checked_at)
         values ($1, clock_timestamp(), 'poll', clock_timestamp())`,
        [read.deliveryId],
      );
      await request(run, 1, { scope: 'unread' });
      await bench.recaller.runOnce(bot);
      expect(await bench.visible([unread.messageId, read.messageId])).toEqual([read.messageId]);
    });

    it('is asked for once per message; what failed may be asked for again', async () => {
      const run = await bench.run(bot.senderId, [ANNA], 'completed');
      const { deliveryId, messageId } = await bench.posted(run, ANNA);
      await bench.messenger.fault('history_forbidden', {}, { operation: 'messages.delete', count: 1 });
      await request(run, 1);
      await expect(request(run, 1)).rejects.toMatchObject({ code: 'nothing_to_correct' });
      expect(await bench.recaller.runOnce(bot)).toMatchObject({ failed: 1 });
      const { state, why } = (await bench.recallOf(deliveryId)) ?? {};
      expect({ state, why }).toEqual({ state: 'failed', why: 'forbidden' });
      await request(run, 1);
      await bench.recaller.runOnce(bot);
      expect(await bench.visible([messageId])).toEqual([]);
    });
  });

  describe('that meets trouble', () => {
    it('deletes once more when an answer was lost, and still knows that the deletion was its own', async () => {
      const run = await bench.run(bot.senderId, [ANNA], 'completed');
      const { deliveryId, messageId } = await bench.posted(run, ANNA);
      await bench.messenger.fault('lost_answer', {}, { operation: 'messages.delete', count: 1 });
      await request(run, 1);
      expect(await bench.recaller.runOnce(bot)).toMatchObject({ later: 1 });
      expect(await bench.visible([messageId])).toEqual([]);
      await bench.hurry();
      expect(await bench.recaller.runOnce(bot)).toMatchObject({ gone: 1 });
      expect(await bench.recallOf(deliveryId)).toMatchObject({
        outcome: 'deleted',
        reading: 'before_read',
        tries: 2,
      });
    });

    it('goes on from what a dead worker had in hand', async () => {
      const run = await bench.run(bot.senderId, [ANNA], 'completed');
      const { deliveryId, messageId } = await bench.posted(run, ANNA);
      await request(run, 1);
      await bench.db.query(
        `update recall set state = 'doing', worker = 'dead#1', due_at = clock_timestamp() + interval '1 minute'
          where delivery_id = $1`,
        [deliveryId],
      );
      // Not before the bot has another owner: a new session of a process is one.
      expect(await bench.recaller.runOnce(bench.session(bot.senderId, 'heir'))).toMatchObject({ gone: 1 });
      expect(await bench.visible([messageId])).toEqual([]);
    });

    it('says so where the readers cannot be asked', async () => {
      const run = await bench.run(bot.senderId, [ANNA], 'completed');
      const { deliveryId } = await bench.posted(run, ANNA);
      await bench.messenger.fault('error_before', {}, { pathPattern: 'read_member_ids' });
      await request(run, 1);
      expect(await bench.recaller.runOnce(bot)).toMatchObject({ gone: 1 });
      expect(await bench.recallOf(deliveryId)).toMatchObject({ outcome: 'deleted', reading: 'unknown' });
    });

    it.each([
      ['token_revoked', 'token_rejected'],
      ['payment_required', 'payment_required'],
      ['scope_missing', 'scope_missing'],
    ] as const)('holds the bot on %s, and waits until somebody has mended it', async (fault, holdCode) => {
      const run = await bench.run(bot.senderId, [ANNA], 'completed');
      const { messageId } = await bench.posted(run, ANNA);
      await bench.messenger.fault(fault, {}, { operation: 'messages.delete' });
      await request(run, 1);
      expect(await bench.recaller.runOnce(bot)).toMatchObject({ later: 1 });
      const [sender] = await bench.db.query('select hold_code from sender where id = $1', [bot.senderId]);
      expect(sender).toEqual({ hold_code: holdCode });
      await bench.messenger.clearFaults();
      expect(await bench.recaller.runOnce(bot)).toEqual({ gone: 0, failed: 0, later: 0 });
      expect(await bench.visible([messageId])).toEqual([messageId]);
      await bench.db.query(`update sender set status = 'active', hold_code = null where id = $1`, [
        bot.senderId,
      ]);
      expect(await bench.recaller.runOnce(bot)).toMatchObject({ gone: 1 });
    });
  });

  describe('of a send in doubt', () => {
    it('waits for the doubt and deletes the message when it is bound', async () => {
      const run = await bench.run(bot.senderId, [ANNA]);
      const { deliveryId, messageId } = await bench.posted(run, ANNA, 'unknown');
      await request(run, 1);
      expect(await statusOf(run)).toBe('cancelling');
      expect(await bench.recaller.runOnce(bot)).toEqual({ gone: 0, failed: 0, later: 0 });
      await bench.bind(deliveryId, messageId);
      expect(await bench.recaller.runOnce(bot)).toMatchObject({ gone: 1 });
      expect(await bench.visible([messageId])).toEqual([]);
    });

    it('finds the message however closely the binding and the recall race', async () => {
      const run = await bench.run(bot.senderId, [ANNA]);
      const { deliveryId, messageId } = await bench.posted(run, ANNA, 'unknown');
      // Bound, but not committed, when the recall counts.
      const recalled = await bench.tx(async (tx) => {
        await tx.$executeRaw`
          update delivery set state = 'sent', message_id = ${messageId}, chat_id = 1, evidence = 'history',
                              sent_at = clock_timestamp() where id = ${deliveryId}`;
        const recalled = request(run, 1);
        while (!(await bench.db.someoneWaits()));
        return { recalled };
      });
      await recalled.recalled;
      expect(await bench.recaller.runOnce(bot)).toMatchObject({ gone: 1 });
    });

    it('is not needed where the message is proved absent, and needed again when it turns up late', async () => {
      const run = await bench.run(bot.senderId, [ANNA]);
      const { deliveryId, messageId } = await bench.posted(run, ANNA, 'unknown');
      const { id } = await request(run, 1);
      await bench.db.query(
        `update delivery set state = 'pending', negative_reads = 2, fence = fence + 1, lease_owner = null where id = $1`,
        [deliveryId],
      );
      await bench.db.query(`update delivery set state = 'cancelled' where id = $1`, [deliveryId]);
      expect(await bench.recallOf(deliveryId)).toMatchObject({ state: 'unneeded' });
      await bench.follow.runOnce();
      expect(await bench.operations.get(id)).toMatchObject({
        status: 'succeeded',
        result: { not_needed: 1 },
      });
      await bench.bind(deliveryId, messageId);
      expect(await bench.recaller.runOnce(bot)).toMatchObject({ gone: 1 });
      expect(await bench.visible([messageId])).toEqual([]);
    });

    it('reaches what was given up without proof, should it ever be found', async () => {
      const run = await bench.run(bot.senderId, [ANNA], 'completed');
      const { deliveryId, messageId } = await bench.posted(run, ANNA, 'unknown');
      await bench.db.query(`update delivery set state = 'failed', reason = 'unproven' where id = $1`, [
        deliveryId,
      ]);
      expect(await bench.recalls.check({ ...REQUEST, campaignId: run.campaignId })).toMatchObject({
        affected: 1,
        unproven: 1,
      });
      await request(run, 1);
      expect(await bench.recallOf(deliveryId)).toMatchObject({ state: 'unneeded' });
      await bench.bind(deliveryId, messageId);
      expect(await bench.recaller.runOnce(bot)).toMatchObject({ gone: 1 });
    });
  });

  describe('of a run that is being sent', () => {
    it('cancels what is left in the same step', async () => {
      const run = await bench.run(bot.senderId, [ANNA, ANNA + 1, ANNA + 2]);
      await bench.posted(run, ANNA);
      for (const person of [ANNA + 1, ANNA + 2]) await bench.ledger.delivery(run.runId, person);
      expect(await bench.recalls.check({ ...REQUEST, campaignId: run.campaignId })).toMatchObject({
        affected: 3,
        sent: 1,
        waiting: 2,
      });
      await request(run, 3);
      expect(await statusOf(run)).toBe('cancelled');
      expect((await bench.ledger.deliveries(run.runId)).map(({ state }) => state)).toEqual([
        ...['sent', 'cancelled', 'cancelled'],
      ]);
    });

    it('keeps what is left where it is only to be paused', async () => {
      const run = await bench.run(bot.senderId, [ANNA, ANNA + 1]);
      await bench.posted(run, ANNA);
      await bench.ledger.delivery(run.runId, ANNA + 1);
      await request(run, 1, { remaining: 'pause' });
      expect(await statusOf(run)).toBe('paused');
      expect((await bench.ledger.deliveries(run.runId)).map(({ state }) => state)).toEqual([
        'sent',
        'pending',
      ]);
    });

    it('does nothing at all where others are affected than were confirmed', async () => {
      const run = await bench.run(bot.senderId, [ANNA, ANNA + 1]);
      const { deliveryId } = await bench.posted(run, ANNA);
      await bench.ledger.delivery(run.runId, ANNA + 1);
      await expect(request(run, 1)).rejects.toMatchObject({
        code: 'audience_changed',
        facts: { expected: 1, actual: 2 },
      });
      expect(await statusOf(run)).toBe('running');
      expect(await bench.recallOf(deliveryId)).toBeUndefined();
    });
  });

  describe('that somebody cancels', () => {
    it('starts nothing more from that moment on, whether or not anybody follows it yet', async () => {
      for (const isFollowed of [true, false]) {
        const run = await bench.run(bot.senderId, [ANNA], 'completed');
        const { deliveryId, messageId } = await bench.posted(run, ANNA);
        const { id } = await request(run, 1);
        if (isFollowed) await bench.follow.runOnce();
        await bench.operations.requestCancel(bench.db.database.client, id);
        expect(await bench.recaller.runOnce(bot)).toEqual({ gone: 0, failed: 0, later: 0 });
        await bench.follow.runOnce();
        expect(await bench.operations.get(id)).toMatchObject({ status: 'cancelled' });
        expect(await bench.recallOf(deliveryId)).toMatchObject({ state: 'cancelled' });
        expect(await bench.visible([messageId])).toEqual([messageId]);
      }
    });

    it('ends what was started', async () => {
      const run = await bench.run(bot.senderId, [ANNA], 'completed');
      const { deliveryId } = await bench.posted(run, ANNA);
      await bench.messenger.fault('lost_request', {}, { operation: 'messages.delete', count: 1 });
      const { id } = await request(run, 1);
      await bench.db.query(`update recall set state = 'doing', worker = 'dead#1' where delivery_id = $1`, [
        deliveryId,
      ]);
      await bench.operations.requestCancel(bench.db.database.client, id);
      expect(await bench.recaller.runOnce(bench.session(bot.senderId, 'heir'))).toMatchObject({ later: 1 });
      expect(await bench.recallOf(deliveryId)).toMatchObject({ state: 'cancelled' });
    });
  });
});
