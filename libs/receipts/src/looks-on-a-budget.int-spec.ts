import { loadConfig } from '#lib/config';
import { DirectoryService, DirectoryStatusService } from '#lib/directory';
import { OperationsService } from '#lib/operations';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { Activity, type KnownActivity } from './activity.js';
import { isMadeSure } from './domain/idle.js';
import type { ReadersSource } from './readers-source.js';
import { ReceiptPoller, type PollResult } from './receipt-poller.js';
import { knownOf, type SentMessage, sentMessage } from './sent-messages.fixture.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Nobody has read anything. Answers when `together` requests are under way, all at once. */
class Unread implements ReadersSource {
  readonly asked: number[] = [];
  together = 1;
  most = 0;
  private waiting: (() => void)[] = [];

  async *readMemberIds(messageId: number): AsyncGenerator<readonly number[]> {
    this.asked.push(messageId);
    await new Promise<void>((answer) => {
      this.waiting.push(answer);
      this.most = Math.max(this.most, this.waiting.length);
      if (this.waiting.length < this.together) return;
      for (const each of this.waiting.splice(0)) each();
    });
    yield [];
  }
}

describe('looks on a budget', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let poller: ReceiptPoller;
  let senderId: string;
  let runId: string;
  let readers: Unread;
  const config = loadConfig({});

  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    poller = new ReceiptPoller(db.database, config);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.query('delete from person');
    senderId = await ledger.sender();
    runId = await newRun();
    readers = new Unread();
  });

  const newRun = async (): Promise<string> => ledger.emptyRun(await ledger.campaign(senderId));
  const ago = (ms: number): Date => new Date(Date.now() - ms);
  const directoryOf = (ms: number): KnownActivity => ({ asOf: ago(ms), everyMs: 10 * MINUTE });
  const poll = (activity: KnownActivity | null, limit = 100, atOnce = 1): Promise<PollResult> =>
    poller.runOnce({ senderId, client: readers, limit, activity, atOnce });
  /** In the messenger for the last time, as the directory says; `null`: never. */
  const lastSeen = async (personId: number, agoMs: number | null): Promise<void> => {
    await ledger.people([personId]);
    const at = agoMs === null ? null : ago(agoMs);
    await db.query('update person set last_activity_at = $2 where id = $1', [personId, at]);
  };
  /** A message whose look is not one of those that are taken all the same. */
  const sent = async (personId: number, agoMs: number): Promise<SentMessage> => {
    const message = await sentMessage(db, runId, personId, agoMs);
    if (!isMadeSure(message.deliveryId, 0)) return message;
    await db.query('delete from receipt_watch where delivery_id = $1', [message.deliveryId]);
    return sentMessage(db, await newRun(), personId, agoMs);
  };

  describe('at people who cannot have read', () => {
    it('are put off until the directory is read again, at no request and with nothing claimed', async () => {
      const message = await sent(1, HOUR);
      await lastSeen(1, 2 * HOUR);
      expect(await poll(directoryOf(MINUTE))).toMatchObject({ adopted: 1, idle: 1, looked: 0 });
      expect(readers.asked).toEqual([]);
      const known = await knownOf(db, message);
      expect(known).toMatchObject({ checks: 0, is_due: false, unread_as_of: null, checked_at: null });
      expect(known.next_ms).toBeLessThan(HOUR + 10 * MINUTE);
    });

    it('are put off where they never signed in', async () => {
      await sent(1, HOUR);
      await lastSeen(1, null);
      expect(await poll(directoryOf(MINUTE))).toMatchObject({ idle: 1, looked: 0 });
    });

    it.each([
      ['were there after the send', 30 * MINUTE, MINUTE],
      ['were there a moment before it', HOUR + 9 * MINUTE, MINUTE],
      ['were last seen by a directory of before the send', 2 * HOUR, 61 * MINUTE],
      ['were last seen by a directory of long ago', 2 * HOUR, 31 * MINUTE],
    ])('are taken when they %s', async (_, seenAgoMs, directoryAgoMs) => {
      await sent(1, HOUR);
      await lastSeen(1, seenAgoMs);
      expect(await poll(directoryOf(directoryAgoMs))).toMatchObject({ idle: 0, looked: 1 });
    });

    it('are taken when the directory does not have them, or nobody knows of activity', async () => {
      await sent(1, HOUR);
      await sent(2, HOUR);
      await lastSeen(2, 2 * HOUR);
      expect(await poll(directoryOf(MINUTE))).toMatchObject({ idle: 1, looked: 1 });
      await sent(3, HOUR);
      await lastSeen(3, 2 * HOUR);
      expect(await poll(null)).toMatchObject({ idle: 0, looked: 1 });
    });

    it('are taken after a day all the same', async () => {
      await sent(1, DAY);
      await lastSeen(1, 2 * DAY);
      expect(await poll(directoryOf(MINUTE))).toMatchObject({ idle: 0, looked: 1 });
    });

    it('do not take the places of others', async () => {
      for (let person = 1; person <= 5; person += 1) {
        await sent(person, 3 * HOUR);
        await lastSeen(person, 4 * HOUR);
      }
      const active = await sent(6, HOUR);
      expect(await poll(directoryOf(MINUTE), 1)).toMatchObject({ idle: 5, looked: 1 });
      expect(readers.asked).toEqual([active.messageId]);
    });
  });

  describe('of several runs', () => {
    it('take turns, so that a small one does not wait for a large one', async () => {
      const large = [];
      for (let person = 1; person <= 6; person += 1) large.push(await sentMessage(db, runId, person, DAY));
      const small = await sentMessage(db, await newRun(), 7, HOUR);
      await poll(null, 2);
      expect(readers.asked).toEqual([large[0]?.messageId, small.messageId]);
    });

    it('are at the newest message of a chat, whichever run is longer due', async () => {
      const older = await sentMessage(db, runId, 1, DAY);
      const newer = await sentMessage(db, await newRun(), 1, HOUR);
      await poll(null, 1);
      expect(readers.asked).toEqual([newer.messageId]);
      await poll(null, 1);
      expect(readers.asked).toEqual([newer.messageId, older.messageId]);
    });
  });

  it('are under way side by side, and no more of them than allowed', async () => {
    for (let person = 1; person <= 9; person += 1) await sent(person, HOUR);
    readers.together = 3;
    expect(await poll(null, 9, 3)).toMatchObject({ looked: 9, unread: 9, stopped: null });
    expect(readers.most).toBe(3);
    expect(new Set(readers.asked).size).toBe(9);
  });

  describe('the word of the messenger about activity', () => {
    const activityAt = (directorySyncMs: number): Activity => {
      const operations = new OperationsService(db.database);
      return new Activity(
        db.database,
        new DirectoryService(db.database, operations, config),
        new DirectoryStatusService(db.database, operations, config),
        { directorySyncMs },
      );
    };
    const directoryWasRead = (agoMs: number): Promise<unknown> =>
      db.query(
        `insert into operation (id, type, status, requested_by, started_at, finished_at, created_at)
         values (gen_random_uuid(), 'directory_sync', 'succeeded', 'test', $1, $1, $1)`,
        [ago(agoMs)],
      );
    /** So many people have read, and were seen in the messenger then or were not. */
    const haveRead = async (from: number, count: number, seenAgoMs: number): Promise<void> => {
      for (let person = from; person < from + count; person += 1) {
        const { deliveryId } = await sentMessage(db, runId, person, 3 * HOUR);
        await lastSeen(person, seenAgoMs);
        await db.query('delete from receipt_watch where delivery_id = $1', [deliveryId]);
        await db.query(
          `insert into receipt (delivery_id, unread_as_of, read_seen_at, source, checked_at)
           values ($1, $2, $3, 'poll', $3)`,
          [deliveryId, ago(130 * MINUTE), ago(2 * HOUR)],
        );
      }
    };

    it('is not taken before it was tried, and no longer when readers were not there', async () => {
      await directoryWasRead(20 * MINUTE);
      await haveRead(1, 29, 125 * MINUTE);
      expect(await activityAt(10 * MINUTE).known()).toBeNull();
      await haveRead(30, 1, 125 * MINUTE);
      expect(await activityAt(10 * MINUTE).known()).toMatchObject({ everyMs: 10 * MINUTE });
      await haveRead(31, 1, DAY);
      expect(await activityAt(10 * MINUTE).known()).toBeNull();
    }, 30_000);

    it('is asked for anew where that spares more looks than it costs, and else as configured', async () => {
      await db.query('delete from operation');
      await db.query('delete from receipt_watch');
      await directoryWasRead(20 * MINUTE);
      await db.query(`insert into directory_reading (kind, read_at, requests) values ('people', now(), 5)`);
      await db.query(`update operation set finished_at = started_at + interval '1 second'`);
      expect(await activityAt(10 * MINUTE).directoryAgeMs()).toBe(10 * MINUTE);
      expect(await activityAt(DAY).directoryAgeMs()).toBe(DAY);
      // Half of them are taken for idle: six looks for five requests.
      for (let person = 1; person <= 12; person += 1) await sent(person, HOUR);
      expect(await activityAt(DAY).directoryAgeMs()).toBe(15 * MINUTE);
      const vain = activityAt(DAY);
      for (let pass = 0; pass < 8; pass += 1) vain.note({ looked: 10, idle: 0 });
      expect(await vain.directoryAgeMs()).toBe(DAY);
    });
  });
});
