import type { PachcaErrorKind } from '#lib/pachca';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { DAY, HOUR, PollerBench } from './receipt-poller.fixture.js';
import { knownOf, type SentMessage } from './sent-messages.fixture.js';

/** A look without an answer says nothing about the person. */
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

  describe('failures of the messenger', () => {
    it('stops on a throttle and leaves every row due', async () => {
      const [first, second] = [await bench.sent(1, 2 * HOUR), await bench.sent(2, HOUR)];
      bench.readers.fallback = 'throttled';
      expect(await bench.poll()).toMatchObject({ looked: 1, failed: 1, stopped: 'throttled' });
      for (const message of [first, second]) {
        expect(await knownOf(db, message)).toMatchObject({ checks: 0, is_due: true, checked_at: null });
      }
    });

    it.each<PachcaErrorKind>(['unauthorized', 'scope_missing', 'payment_required'])(
      'stops on %s and says so',
      async (kind) => {
        const message = await bench.sent(1, 2 * HOUR);
        bench.readers.fallback = kind;
        expect(await bench.poll()).toMatchObject({ failed: 1, stopped: kind });
        expect(await knownOf(db, message)).toMatchObject({ checks: 0, is_due: true });
      },
    );

    it('gets past a chat that it may not read', async () => {
      const [closed, open] = [await bench.sent(1, 2 * HOUR), await bench.sent(2, HOUR)];
      bench.readers.answers.set(closed.messageId, 'forbidden');
      bench.read(open);
      expect(await bench.poll()).toMatchObject({ looked: 1, stopped: 'forbidden' });
      expect(await bench.poll()).toMatchObject({ looked: 1, read: 1, stopped: null });
    });

    it('tries a look without an answer later and goes on with the others', async () => {
      const [slow, fine] = [await bench.sent(1, DAY + HOUR), await bench.sent(2, HOUR)];
      bench.readers.answers.set(slow.messageId, 'timeout');
      bench.read(fine);
      expect(await bench.poll()).toMatchObject({ looked: 2, failed: 1, read: 1, stopped: null });
      const known = await knownOf(db, slow);
      expect(known).toMatchObject({ checks: 0, is_due: false, checked_at: null });
      expect(known.next_ms).toBeGreaterThan(DAY + 3 * HOUR);
      expect(known.next_ms).toBeLessThan(DAY + 4 * HOUR);
    });

    it('keeps trying a message beyond day 14 when it never got an answer', async () => {
      const message = await bench.sent(1, 20 * DAY);
      bench.readers.fallback = 'unavailable';
      await bench.poll();
      expect(await knownOf(db, message)).toMatchObject({ checks: 0, is_due: false });
    });

    it('takes three failures in a row for an outage, and only in a row', async () => {
      const list: SentMessage[] = [];
      for (let person = 1; person <= 6; person += 1)
        list.push(await bench.sent(person, (10 - person) * HOUR));
      bench.readers.fallback = 'unavailable';
      const third = list[2];
      if (third !== undefined) bench.readers.answers.set(third.messageId, [[]]);
      expect(await bench.poll()).toMatchObject({ looked: 6, failed: 5, unread: 1, stopped: 'unavailable' });
      for (const message of list) await bench.makeDue(message);
      bench.readers.answers.clear();
      expect(await bench.poll()).toMatchObject({ looked: 3, failed: 3, stopped: 'unavailable' });
    });

    it('does not take one «not found» for a deletion, but two in a row', async () => {
      const message = await bench.sent(1, HOUR);
      bench.readers.fallback = 'not_found';
      expect(await bench.poll()).toMatchObject({ looked: 1, missing: 1, stopped: null });
      const once = await knownOf(db, message);
      expect(once).toMatchObject({ checks: 1, is_due: false, unread_as_of: null, read_seen_at: null });
      await bench.makeDue(message);
      expect(await bench.poll()).toMatchObject({ missing: 1 });
      const twice = await knownOf(db, message);
      expect(twice).toMatchObject({ checks: null, unread_as_of: null, read_seen_at: null });
      expect(twice.checked_at?.getTime()).toBeGreaterThan(once.checked_at?.getTime() ?? Infinity);
    });

    it('forgets a «not found» once the message shows', async () => {
      const message = await bench.sent(1, HOUR);
      bench.readers.fallback = 'not_found';
      await bench.poll();
      bench.readers.answers.set(message.messageId, [[]]);
      await bench.makeDue(message);
      await bench.poll();
      bench.readers.answers.clear();
      await bench.makeDue(message);
      await bench.poll();
      expect(await knownOf(db, message)).toMatchObject({ checks: 3 });
    });
  });
});
