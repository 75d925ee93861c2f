import { loadConfig } from '#lib/config';
import { PachcaError, type PachcaErrorKind } from '#lib/pachca';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import type { ReadersSource } from './readers-source.js';
import { ReceiptPoller, type PollResult } from './receipt-poller.js';
import { knownOf, type SentMessage, sentMessage } from './sent-messages.fixture.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Answer = readonly (readonly number[])[] | PachcaErrorKind | (() => Promise<readonly number[]>);

/** The messenger, by a script: who has read which message. An unlisted message was read by nobody. */
class Readers implements ReadersSource {
  readonly asked: number[] = [];
  readonly answers = new Map<number, Answer>();
  fallback: Answer = [[]];

  async *readMemberIds(messageId: number): AsyncGenerator<readonly number[]> {
    this.asked.push(messageId);
    const answer = this.answers.get(messageId) ?? this.fallback;
    if (typeof answer === 'string') throw new PachcaError(answer, 'GET /messages/{id}/read_member_ids');
    if (typeof answer === 'function') yield await answer();
    else yield* answer;
  }
}

describe('ReceiptPoller', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let poller: ReceiptPoller;
  let senderId: string;
  let runId: string;
  let readers: Readers;

  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    poller = new ReceiptPoller(db.database, loadConfig({}));
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    senderId = await ledger.sender();
    runId = await newRun(senderId);
    readers = new Readers();
  });

  const newRun = async (ofSender: string): Promise<string> =>
    ledger.emptyRun(await ledger.campaign(ofSender));
  const poll = (limit = 100, signal?: AbortSignal): Promise<PollResult> =>
    poller.runOnce({ senderId, client: readers, limit, ...(signal === undefined ? {} : { signal }) });
  const sent = (recipientId: number, agoMs: number): Promise<SentMessage> =>
    sentMessage(db, runId, recipientId, agoMs);
  const sentApart = async (recipientId: number, agoMs: number): Promise<SentMessage> =>
    sentMessage(db, await newRun(senderId), recipientId, agoMs);
  const read = (...list: SentMessage[]): void => {
    for (const message of list) readers.answers.set(message.messageId, [[message.recipientId]]);
  };
  const makeDue = (message: SentMessage): Promise<unknown> =>
    db.query('update receipt_watch set next_check_at = clock_timestamp() where delivery_id = $1', [
      message.deliveryId,
    ]);

  const databaseNow = async (): Promise<number> => {
    const [row] = await db.query<{ now: Date }>('select clock_timestamp() as now');
    return row?.now.getTime() ?? 0;
  };

  describe('when a message was just sent', () => {
    it('sets the first look five minutes after the send, without a request', async () => {
      const message = await sent(1, 0);
      expect(await poll()).toMatchObject({ adopted: 1, looked: 0 });
      expect(readers.asked).toEqual([]);
      expect(await knownOf(db, message)).toMatchObject({ checks: 0, next_ms: 5 * MINUTE, checked_at: null });
      expect(await poll()).toMatchObject({ adopted: 0 });
    });
  });

  describe('when the person has read', () => {
    it('records the first sight, between the send and now, and stops watching', async () => {
      const message = await sent(1, 6 * MINUTE);
      read(message);
      expect(await poll()).toEqual({
        adopted: 1,
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
      const message = await sent(1, 6 * MINUTE);
      await poll();
      const { unread_as_of: before } = await knownOf(db, message);
      read(message);
      await makeDue(message);
      await poll();
      const known = await knownOf(db, message);
      expect(known.unread_as_of).toEqual(before);
      expect(known.read_seen_at?.getTime()).toBeGreaterThanOrEqual(before?.getTime() ?? Infinity);
    });

    it('does not ask again', async () => {
      read(await sent(1, DAY));
      await poll();
      await poll();
      expect(readers.asked).toHaveLength(1);
    });
  });

  describe('when the person has not read', () => {
    it('dates «not yet read» before the request, since a read may come while it is under way', async () => {
      const message = await sent(1, 6 * MINUTE);
      let whileAsked = 0;
      readers.answers.set(message.messageId, async () => {
        // Columns keep milliseconds, so the request lasts until the next one.
        const asked = await databaseNow();
        do whileAsked = await databaseNow();
        while (whileAsked === asked);
        return [];
      });
      expect(await poll()).toMatchObject({ looked: 1, unread: 1 });
      const known = await knownOf(db, message);
      expect(known.unread_as_of?.getTime()).toBeLessThan(whileAsked);
      expect(known).toMatchObject({ read_seen_at: null, source: null, checks: 1, next_ms: 30 * MINUTE });
      expect(known.checked_at).toEqual(known.unread_as_of);
    });

    it('is not taken for read by another reader, such as the sender', async () => {
      const message = await sent(1, 6 * MINUTE);
      readers.answers.set(message.messageId, [[777], [2]]);
      expect(await poll()).toMatchObject({ read: 0, unread: 1 });
    });

    it('looks once for all looks that were missed', async () => {
      const message = await sent(1, 3 * DAY + HOUR);
      await poll();
      await poll();
      expect(readers.asked).toEqual([message.messageId]);
      expect(await knownOf(db, message)).toMatchObject({ checks: 1, next_ms: 4 * DAY });
    });

    it('stops after day 14 and keeps what it knows', async () => {
      const message = await sent(1, 14 * DAY + HOUR);
      expect(await poll()).toMatchObject({ unread: 1 });
      const known = await knownOf(db, message);
      expect(known).toMatchObject({ checks: null, read_seen_at: null });
      expect(known.unread_as_of).not.toBeNull();
    });

    it('takes no read away, even where a watch was left behind', async () => {
      const message = await sent(1, 6 * MINUTE);
      read(message);
      await poll();
      const before = await knownOf(db, message);
      await db.query(
        `insert into receipt_watch (delivery_id, sender_id, recipient_id, message_id, sent_at, next_check_at, checks)
         select id, sender_id, recipient_id, message_id, sent_at, sent_at, 1 from delivery where id = $1`,
        [message.deliveryId],
      );
      readers.answers.clear();
      await poll();
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
      const other = await sent(2, 9 * HOUR);
      read(newest);
      expect(await poll()).toMatchObject({ looked: 2, read: 1, settled: 2, unread: 1 });
      expect(readers.asked).toEqual([other.messageId, newest.messageId]);
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
      read(older);
      expect(await poll()).toMatchObject({ looked: 1, unread: 1 });
      expect(await poll()).toMatchObject({ looked: 1, read: 1, settled: 0 });
      expect(readers.asked).toEqual([newest.messageId, older.messageId]);
      expect(await knownOf(db, newest)).toMatchObject({ read_seen_at: null });
    });

    it('does not settle a message of another bot', async () => {
      const elsewhere = await newRun(await ledger.sender());
      const theirs = await sentMessage(db, elsewhere, 1, 9 * HOUR);
      read(await sent(1, HOUR));
      expect(await poll()).toMatchObject({ read: 1, settled: 0 });
      expect(await knownOf(db, theirs)).toMatchObject({ read_seen_at: null, checks: 0 });
    });
  });

  describe('limits', () => {
    it('takes the longest due first and no more than asked', async () => {
      const late = await sent(1, HOUR);
      const later = await sent(2, 2 * HOUR);
      await sent(3, 6 * MINUTE);
      expect(await poll(2)).toMatchObject({ looked: 2 });
      expect(readers.asked).toEqual([later.messageId, late.messageId]);
    });

    it('leaves the messages of other bots alone', async () => {
      const elsewhere = await newRun(await ledger.sender());
      await sentMessage(db, elsewhere, 1, HOUR);
      expect(await poll()).toMatchObject({ adopted: 0, looked: 0 });
    });

    it('ends before the next look when told to', async () => {
      const stop = new AbortController();
      const [first, second] = [await sent(1, 2 * HOUR), await sent(2, HOUR)];
      readers.answers.set(first.messageId, () => {
        stop.abort();
        return Promise.resolve([1]);
      });
      expect(await poll(100, stop.signal)).toMatchObject({ looked: 1, read: 1, stopped: 'aborted' });
      expect(await knownOf(db, second)).toMatchObject({ checks: 0, is_due: true });
    });

    it('takes what the gate throws at the end of an ownership for an end, and nothing else', async () => {
      const message = await sent(1, HOUR);
      const stop = new AbortController();
      readers.answers.set(message.messageId, () => {
        stop.abort();
        return Promise.reject(new Error('the bot was given up'));
      });
      expect(await poll(100, stop.signal)).toMatchObject({ looked: 0, stopped: 'aborted' });
      await expect(poll()).rejects.toThrow('the bot was given up');
      expect(await knownOf(db, message)).toMatchObject({ checks: 0, is_due: true, checked_at: null });
    });
  });

  describe('failures of the messenger', () => {
    it('stops on a throttle and leaves every row due', async () => {
      const [first, second] = [await sent(1, 2 * HOUR), await sent(2, HOUR)];
      readers.fallback = 'throttled';
      expect(await poll()).toMatchObject({ looked: 1, failed: 1, stopped: 'throttled' });
      for (const message of [first, second]) {
        expect(await knownOf(db, message)).toMatchObject({ checks: 0, is_due: true, checked_at: null });
      }
    });

    it.each<PachcaErrorKind>(['unauthorized', 'scope_missing', 'payment_required'])(
      'stops on %s and says so',
      async (kind) => {
        const message = await sent(1, 2 * HOUR);
        readers.fallback = kind;
        expect(await poll()).toMatchObject({ failed: 1, stopped: kind });
        expect(await knownOf(db, message)).toMatchObject({ checks: 0, is_due: true });
      },
    );

    it('gets past a chat that it may not read', async () => {
      const [closed, open] = [await sent(1, 2 * HOUR), await sent(2, HOUR)];
      readers.answers.set(closed.messageId, 'forbidden');
      read(open);
      expect(await poll()).toMatchObject({ looked: 1, stopped: 'forbidden' });
      expect(await poll()).toMatchObject({ looked: 1, read: 1, stopped: null });
    });

    it('tries a look without an answer later and goes on with the others', async () => {
      const [slow, fine] = [await sent(1, DAY + HOUR), await sent(2, HOUR)];
      readers.answers.set(slow.messageId, 'timeout');
      read(fine);
      expect(await poll()).toMatchObject({ looked: 2, failed: 1, read: 1, stopped: null });
      const known = await knownOf(db, slow);
      expect(known).toMatchObject({ checks: 0, is_due: false, checked_at: null });
      expect(known.next_ms).toBeGreaterThan(DAY + 3 * HOUR);
      expect(known.next_ms).toBeLessThan(DAY + 4 * HOUR);
    });

    it('keeps trying a message beyond day 14 when it never got an answer', async () => {
      const message = await sent(1, 20 * DAY);
      readers.fallback = 'unavailable';
      await poll();
      expect(await knownOf(db, message)).toMatchObject({ checks: 0, is_due: false });
    });

    it('takes three failures in a row for an outage, and only in a row', async () => {
      const list: SentMessage[] = [];
      for (let person = 1; person <= 6; person += 1) list.push(await sent(person, (10 - person) * HOUR));
      readers.fallback = 'unavailable';
      const third = list[2];
      if (third !== undefined) readers.answers.set(third.messageId, [[]]);
      expect(await poll()).toMatchObject({ looked: 6, failed: 5, unread: 1, stopped: 'unavailable' });
      for (const message of list) await makeDue(message);
      readers.answers.clear();
      expect(await poll()).toMatchObject({ looked: 3, failed: 3, stopped: 'unavailable' });
    });

    it('does not take one «not found» for a deletion, but two in a row', async () => {
      const message = await sent(1, HOUR);
      readers.fallback = 'not_found';
      expect(await poll()).toMatchObject({ looked: 1, missing: 1, stopped: null });
      const once = await knownOf(db, message);
      expect(once).toMatchObject({ checks: 1, next_ms: 2 * HOUR, unread_as_of: null, read_seen_at: null });
      await makeDue(message);
      expect(await poll()).toMatchObject({ missing: 1 });
      const twice = await knownOf(db, message);
      expect(twice).toMatchObject({ checks: null, unread_as_of: null, read_seen_at: null });
      expect(twice.checked_at?.getTime()).toBeGreaterThan(once.checked_at?.getTime() ?? Infinity);
    });

    it('forgets a «not found» once the message shows', async () => {
      const message = await sent(1, HOUR);
      readers.fallback = 'not_found';
      await poll();
      readers.answers.set(message.messageId, [[]]);
      await makeDue(message);
      await poll();
      readers.answers.clear();
      await makeDue(message);
      await poll();
      expect(await knownOf(db, message)).toMatchObject({ checks: 3 });
    });
  });

  it('two pollers at once record every look once', async () => {
    const list: SentMessage[] = [];
    for (let person = 1; person <= 20; person += 1) list.push(await sent(person, HOUR));
    read(...list.slice(0, 10));
    await Promise.all([poll(), poll()]);
    const known = await Promise.all(list.map((message) => knownOf(db, message)));
    expect(known.map(({ source, checks }) => [source, checks])).toEqual([
      ...list.slice(0, 10).map(() => ['poll', null]),
      ...list.slice(10).map(() => [null, 1]),
    ]);
  });
});
