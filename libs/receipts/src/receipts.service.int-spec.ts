import { loadConfig } from '#lib/config';
import { Prisma } from '#lib/database';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { recordUnread } from './record.queries.js';
import { ReceiptsService } from './receipts.service.js';
import { knownOf, sentMessage } from './sent-messages.fixture.js';
import { adoptNewWatches, moveNewWatches, selectDueWatches } from './watch.queries.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('ReceiptsService', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let receipts: ReceiptsService;
  let senderId: string;
  let runId: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    receipts = new ReceiptsService(loadConfig({}));
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    senderId = await ledger.sender();
    runId = await newRun(senderId);
  });

  const newRun = async (ofSender: string): Promise<string> =>
    ledger.emptyRun(await ledger.campaign(ofSender));
  const ago = (ms: number): Date => new Date(Date.now() - ms);
  const unreadAsOf = (message: { deliveryId: bigint }, lookedAt: Date): Promise<void> =>
    recordUnread(db.database.client, {
      deliveryId: message.deliveryId,
      checks: 0,
      lookedAt,
      nextLookAt: ago(MINUTE),
    });

  describe('recordRead', () => {
    it('records a deed as a read at its instant and ends the watch', async () => {
      const message = await sentMessage(db, runId, 1, 2 * HOUR);
      const seenAt = ago(HOUR);
      const deed = { deliveryId: message.deliveryId, seenAt, source: 'click' } as const;
      expect(await receipts.recordRead(db.database.client, deed)).toBe('recorded');
      expect(await knownOf(db, message)).toMatchObject({
        read_seen_at: seenAt,
        source: 'click',
        checks: null,
      });
    });

    it('keeps the first record', async () => {
      const { deliveryId } = await sentMessage(db, runId, 1, 2 * HOUR);
      const first = ago(HOUR);
      await receipts.recordRead(db.database.client, { deliveryId, seenAt: first, source: 'click' });
      for (const seenAt of [ago(90 * MINUTE), ago(MINUTE)]) {
        const again = { deliveryId, seenAt, source: 'reply' } as const;
        expect(await receipts.recordRead(db.database.client, again)).toBe('already_read');
      }
      expect(await knownOf(db, { deliveryId })).toMatchObject({ read_seen_at: first, source: 'click' });
    });

    it('refuses a read of what is not known to be sent', async () => {
      const deliveryId = await ledger.delivery(runId, 1);
      const deed = { deliveryId, seenAt: ago(0), source: 'click' } as const;
      expect(await receipts.recordRead(db.database.client, deed)).toBe('not_sent');
      expect(await receipts.recordRead(db.database.client, { ...deed, deliveryId: 999_999n })).toBe(
        'not_sent',
      );
      expect(await knownOf(db, { deliveryId })).toMatchObject({ read_seen_at: null });
    });

    it('brings an instant from a wrong clock between the send and now', async () => {
      const [early, late] = [
        await sentMessage(db, runId, 1, 2 * HOUR),
        await sentMessage(db, runId, 2, 2 * HOUR),
      ];
      const record = (message: { deliveryId: bigint }, seenAt: Date): Promise<unknown> =>
        receipts.recordRead(db.database.client, { ...message, seenAt, source: 'click' });
      await record(early, ago(3 * HOUR));
      await record(late, ago(-DAY));
      const [first, second] = [await knownOf(db, early), await knownOf(db, late)];
      expect(first.read_seen_at).toEqual(first.sent_at);
      expect(second.read_seen_at?.getTime()).toBeLessThan(Date.now() + HOUR);
    });

    it('keeps a «not yet read» before the deed and drops one that the deed contradicts', async () => {
      const [before, after] = [
        await sentMessage(db, runId, 1, 2 * HOUR),
        await sentMessage(db, runId, 2, 2 * HOUR),
      ];
      await unreadAsOf(before, ago(90 * MINUTE));
      await unreadAsOf(after, ago(30 * MINUTE));
      for (const { deliveryId } of [before, after]) {
        await receipts.recordRead(db.database.client, { deliveryId, seenAt: ago(HOUR), source: 'reaction' });
      }
      expect((await knownOf(db, before)).unread_as_of).not.toBeNull();
      expect((await knownOf(db, after)).unread_as_of).toBeNull();
    });

    it('settles what the same bot sent to the same person before, and nothing else', async () => {
      const inRun = async (recipientId: number, agoMs: number): ReturnType<typeof sentMessage> =>
        sentMessage(db, await newRun(senderId), recipientId, agoMs);
      const older = await inRun(1, 3 * HOUR);
      const newerId = await inRun(1, 4 * HOUR); // found in the chat afterwards, with an inexact time
      const sentLater = await inRun(1, HOUR); // of a smaller id
      const target = await inRun(1, 2 * HOUR);
      const later = await inRun(1, HOUR);
      const neighbour = await inRun(2, 3 * HOUR);
      await db.query('update receipt_watch set message_id = message_id + 5000 where delivery_id = $1', [
        newerId.deliveryId,
      ]);
      const seenAt = ago(30 * MINUTE);
      await receipts.recordRead(db.database.client, {
        deliveryId: target.deliveryId,
        seenAt,
        source: 'click',
      });
      expect(await knownOf(db, older)).toMatchObject({ source: 'newer_message', read_seen_at: seenAt });
      for (const untouched of [newerId, sentLater, later, neighbour]) {
        expect(await knownOf(db, untouched)).toMatchObject({ read_seen_at: null, checks: 0 });
      }
    });

    it('joins the transaction of its caller', async () => {
      const message = await sentMessage(db, runId, 1, HOUR);
      const work = db.database.transaction(async (tx) => {
        await receipts.recordRead(tx, {
          deliveryId: message.deliveryId,
          seenAt: ago(0),
          source: 'click',
        });
        throw new Error('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
      expect(await knownOf(db, message)).toMatchObject({ read_seen_at: null, checks: 0 });
    });
  });

  describe('freshness', () => {
    const freshness = (): ReturnType<ReceiptsService['freshness']> =>
      receipts.freshness(db.database.client, runId);

    it('knows nothing before the first send', async () => {
      await ledger.delivery(runId, 1);
      expect(await freshness()).toEqual({
        asOf: null,
        ageAtMostS: null,
        nextSweepAt: null,
        backlog: 0,
        unavailable: null,
        requestsPerSweep: 0,
        sweepSeconds: 0,
      });
    });

    it('counts a message that nobody looked at from its send, and expects the first look', async () => {
      const message = await sentMessage(db, runId, 1, MINUTE);
      const { sent_at: sentAt } = await knownOf(db, message);
      const nextSweepAt = new Date(sentAt.getTime() + 5 * MINUTE);
      expect(await freshness()).toMatchObject({ asOf: sentAt, nextSweepAt, backlog: 0 });
      await adoptNewWatches(db.database.client, senderId, 5 * MINUTE);
      expect(await freshness()).toMatchObject({ asOf: sentAt, nextSweepAt, backlog: 0 });
    });

    it('is as old as the oldest «not yet read», and counts looks that are due', async () => {
      const [first, second] = [await sentMessage(db, runId, 1, DAY), await sentMessage(db, runId, 2, DAY)];
      const oldest = ago(10 * HOUR);
      await unreadAsOf(first, oldest);
      await unreadAsOf(second, ago(HOUR));
      await sentMessage(db, runId, 3, 6 * MINUTE);
      await sentMessage(db, await newRun(senderId), 4, DAY); // of another run
      expect(await freshness()).toMatchObject({ asOf: oldest, backlog: 3 });
    });

    it('is the last look of all when nothing is watched any more', async () => {
      for (const [recipientId, agoMs] of [
        [1, 2 * HOUR],
        [2, HOUR],
      ] as const) {
        const { deliveryId } = await sentMessage(db, runId, recipientId, DAY);
        await receipts.recordRead(db.database.client, { deliveryId, seenAt: ago(agoMs), source: 'click' });
      }
      const { asOf, ...rest } = await freshness();
      expect(rest).toMatchObject({ nextSweepAt: null, ageAtMostS: null, requestsPerSweep: 0 });
      expect(asOf?.getTime()).toBeGreaterThan(ago(61 * MINUTE).getTime());
    });
  });

  it.each([
    [
      'the due messages',
      (id: string) => selectDueWatches(id, 50),
      'receipt_watch_sender_id_run_id_next_check_at_idx',
    ],
    [
      'the new watches',
      (id: string) => moveNewWatches(id, 5 * MINUTE),
      'receipt_watch_sender_id_next_check_at_idx',
    ],
  ])(
    'finds %s by the time of their look, not by walking everything that is watched',
    async (_, statement, index) => {
      await db.query(
        `insert into receipt_watch (delivery_id, sender_id, run_id, recipient_id, message_id, sent_at, next_check_at,
                                  checks)
       select 1e9 + n, $1, $1, n, n, clock_timestamp() - interval '1 day', clock_timestamp() + interval '1 day', 1
         from generate_series(1, 20000) n on conflict do nothing`,
        [senderId],
      );
      await db.query('analyze receipt_watch');
      const plan = await db.database.client.$queryRaw<{ 'QUERY PLAN': string }[]>(
        Prisma.sql`explain ${statement(senderId)}`,
      );
      const text = plan.map((line) => line['QUERY PLAN']).join('\n');
      expect(text).toContain(index);
      expect(text).toMatch(/Index Cond: .*next_check_at <=/);
      expect(text).not.toContain('Seq Scan on receipt_watch');
    },
  );
});
