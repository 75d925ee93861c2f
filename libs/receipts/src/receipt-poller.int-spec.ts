import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { DAY, HOUR, MINUTE, PollerBench } from './receipt-poller.fixture.js';
import { knownOf, type SentMessage, sentMessage } from './sent-messages.fixture.js';

/** What the looks tell, and in which order they come; what it does without an answer: receipt-poller-failures. */
describe('ReceiptPoller', () => {
  let db: TestDatabase;
  let bench: PollerBench;

  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    bench = await PollerBench.open(db);
  });

  const newRun = async (ofSender: string): Promise<string> =>
    bench.ledger.emptyRun(await bench.ledger.campaign(ofSender));
  const sentApart = async (recipientId: number, agoMs: number): Promise<SentMessage> =>
    sentMessage(db, await newRun(bench.senderId), recipientId, agoMs);
  const databaseNow = async (): Promise<number> => {
    const [row] = await db.query<{ now: Date }>('select clock_timestamp() as now');
    return row?.now.getTime() ?? 0;
  };

  describe('when a message was just sent', () => {
    it('sets the first look five minutes after the send, without a request', async () => {
      const message = await bench.sent(1, 0);
      expect(await bench.poll()).toMatchObject({ adopted: 1, looked: 0 });
      expect(bench.readers.asked).toEqual([]);
      expect(await knownOf(db, message)).toMatchObject({ checks: 0, next_ms: 5 * MINUTE, checked_at: null });
      expect(await bench.poll()).toMatchObject({ adopted: 0 });
    });
  });

  describe('when the person has read', () => {
    it('records the first sight, between the send and now, and stops watching', async () => {
      const message = await bench.sent(1, 6 * MINUTE);
      bench.read(message);
      expect(await bench.poll()).toEqual({
        adopted: 1,
        idle: 0,
        looked: 1,
        read: 1,
        settled: 0,
        unread: 0,
        missing: 0,
        failed: 0,
        stopped: null,
      });
      const known = await knownOf(db, message);
      expect(known).toMatchObject({ source: 'poll', unread_as_of: null, checks: null });
      expect(known.read_seen_at?.getTime()).toBeGreaterThan(known.sent_at.getTime());
      expect(known.checked_at).toEqual(known.read_seen_at);
    });

    it('keeps the last «not yet read» as the start of the interval', async () => {
      const message = await bench.sent(1, 6 * MINUTE);
      await bench.poll();
      const { unread_as_of: before } = await knownOf(db, message);
      bench.read(message);
      await bench.makeDue(message);
      await bench.poll();
      const known = await knownOf(db, message);
      expect(known.unread_as_of).toEqual(before);
      expect(known.read_seen_at?.getTime()).toBeGreaterThanOrEqual(before?.getTime() ?? Infinity);
    });

    it('does not ask again', async () => {
      bench.read(await bench.sent(1, DAY));
      await bench.poll();
      await bench.poll();
      expect(bench.readers.asked).toHaveLength(1);
    });
  });

  describe('when the person has not read', () => {
    it('dates «not yet read» before the request, since a read may come while it is under way', async () => {
      const message = await bench.sent(1, 6 * MINUTE);
      let whileAsked = 0;
      bench.readers.answers.set(message.messageId, async () => {
        // Columns keep milliseconds, so the request lasts until the next one.
        const asked = await databaseNow();
        do whileAsked = await databaseNow();
        while (whileAsked === asked);
        return [];
      });
      expect(await bench.poll()).toMatchObject({ looked: 1, unread: 1 });
      const known = await knownOf(db, message);
      expect(known.unread_as_of?.getTime()).toBeLessThan(whileAsked);
      expect(known).toMatchObject({ read_seen_at: null, source: null, checks: 1, is_due: false });
      expect(known.next_ms).toBeGreaterThanOrEqual(11 * MINUTE);
      expect(known.checked_at).toEqual(known.unread_as_of);
    });

    it('is not taken for read by another reader, such as the sender', async () => {
      const message = await bench.sent(1, 6 * MINUTE);
      bench.readers.answers.set(message.messageId, [[777], [2]]);
      expect(await bench.poll()).toMatchObject({ read: 0, unread: 1 });
    });

    it('looks once for all looks that were missed', async () => {
      const message = await bench.sent(1, 3 * DAY + HOUR);
      await bench.poll();
      await bench.poll();
      expect(bench.readers.asked).toEqual([message.messageId]);
      expect(await knownOf(db, message)).toMatchObject({ checks: 1, is_due: false });
    });

    it('stops after day 14 and keeps what it knows', async () => {
      const message = await bench.sent(1, 14 * DAY + HOUR);
      expect(await bench.poll()).toMatchObject({ unread: 1 });
      const known = await knownOf(db, message);
      expect(known).toMatchObject({ checks: null, read_seen_at: null });
      expect(known.unread_as_of).not.toBeNull();
    });

    it('takes no read away, even where a watch was left behind', async () => {
      const message = await bench.sent(1, 6 * MINUTE);
      bench.read(message);
      await bench.poll();
      const before = await knownOf(db, message);
      await db.query(
        `insert into receipt_watch (delivery_id, sender_id, run_id, recipient_id, message_id, sent_at, next_check_at, checks)
         select id, sender_id, run_id, recipient_id, message_id, sent_at, sent_at, 1 from delivery where id = $1`,
        [message.deliveryId],
      );
      bench.readers.answers.clear();
      await bench.poll();
      expect(await knownOf(db, message)).toMatchObject({
        read_seen_at: before.read_seen_at,
        unread_as_of: null,
      });
    });
  });

  describe('several messages to one person', () => {
    it('looks at the newest first; a read of it is a read of the older ones, at the same instant', async () => {
      const [first, second] = [await sentApart(1, 9 * HOUR), await sentApart(1, 8 * HOUR)];
      const newest = await sentApart(1, HOUR);
      const other = await bench.sent(2, 9 * HOUR);
      bench.read(newest);
      expect(await bench.poll()).toMatchObject({ looked: 2, read: 1, settled: 2, unread: 1 });
      expect(bench.readers.asked).toEqual([other.messageId, newest.messageId]);
      const { read_seen_at: seenAt } = await knownOf(db, newest);
      expect(seenAt).not.toBeNull();
      for (const older of [first, second]) {
        expect(await knownOf(db, older)).toMatchObject({
          source: 'newer_message',
          read_seen_at: seenAt,
          checks: null,
        });
      }
      expect(await knownOf(db, other)).toMatchObject({ read_seen_at: null, checks: 1 });
    });

    it('looks at the older one when the newest is not read', async () => {
      const older = await sentApart(1, 9 * HOUR);
      const newest = await sentApart(1, HOUR);
      bench.read(older);
      expect(await bench.poll()).toMatchObject({ looked: 1, unread: 1 });
      expect(await bench.poll()).toMatchObject({ looked: 1, read: 1, settled: 0 });
      expect(bench.readers.asked).toEqual([newest.messageId, older.messageId]);
      expect(await knownOf(db, newest)).toMatchObject({ read_seen_at: null });
    });

    it('does not settle a message of another bot', async () => {
      const elsewhere = await newRun(await bench.ledger.sender());
      const theirs = await sentMessage(db, elsewhere, 1, 9 * HOUR);
      bench.read(await bench.sent(1, HOUR));
      expect(await bench.poll()).toMatchObject({ read: 1, settled: 0 });
      expect(await knownOf(db, theirs)).toMatchObject({ read_seen_at: null, checks: 0 });
    });
  });

  describe('limits', () => {
    it('takes the longest due first and no more than asked', async () => {
      const late = await bench.sent(1, HOUR);
      const later = await bench.sent(2, 2 * HOUR);
      await bench.sent(3, 6 * MINUTE);
      expect(await bench.poll(2)).toMatchObject({ looked: 2 });
      expect(bench.readers.asked).toEqual([later.messageId, late.messageId]);
    });

    it('leaves the messages of other bots alone', async () => {
      const elsewhere = await newRun(await bench.ledger.sender());
      await sentMessage(db, elsewhere, 1, HOUR);
      expect(await bench.poll()).toMatchObject({ adopted: 0, looked: 0 });
    });

    it('ends before the next look when told to', async () => {
      const stop = new AbortController();
      const [first, second] = [await bench.sent(1, 2 * HOUR), await bench.sent(2, HOUR)];
      bench.readers.answers.set(first.messageId, () => {
        stop.abort();
        return Promise.resolve([1]);
      });
      expect(await bench.poll(100, stop.signal)).toMatchObject({ looked: 1, read: 1, stopped: 'aborted' });
      expect(await knownOf(db, second)).toMatchObject({ checks: 0, is_due: true });
    });

    it('takes what the gate throws at the end of an ownership for an end, and nothing else', async () => {
      const message = await bench.sent(1, HOUR);
      const stop = new AbortController();
      bench.readers.answers.set(message.messageId, () => {
        stop.abort();
        return Promise.reject(new Error('the bot was given up'));
      });
      expect(await bench.poll(100, stop.signal)).toMatchObject({ looked: 0, stopped: 'aborted' });
      await expect(bench.poll()).rejects.toThrow('the bot was given up');
      expect(await knownOf(db, message)).toMatchObject({ checks: 0, is_due: true, checked_at: null });
    });
  });

  it('two pollers at once record every look once', async () => {
    const list: SentMessage[] = [];
    for (let person = 1; person <= 20; person += 1) list.push(await bench.sent(person, HOUR));
    bench.read(...list.slice(0, 10));
    await Promise.all([bench.poll(), bench.poll()]);
    const known = await Promise.all(list.map((message) => knownOf(db, message)));
    expect(known.map(({ source, checks }) => [source, checks])).toEqual([
      ...list.slice(0, 10).map(() => ['poll', null]),
      ...list.slice(10).map(() => [null, 1]),
    ]);
  });
});
