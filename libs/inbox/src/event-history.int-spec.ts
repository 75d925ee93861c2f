import { type INestApplicationContext } from '@nestjs/common';
import { PachcaError, type WebhookEvent } from '#lib/pachca';
import { type SenderSession } from '#lib/senders';
import {
  createTestDatabase,
  Ledger,
  SimulatorHandle,
  startModule,
  type TestDatabase,
  openTestSession,
} from '#lib/testing';
import { EventHistory, HISTORY_SCOPE } from './event-history.js';
import { InboxHealth } from './inbox-health.js';
import { InboxModule } from './inbox.module.js';

const MINUTE = 60_000;

describe('the event history of a bot', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let history: EventHistory;
  let senderId: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, InboxModule);
    history = app.get(EventHistory);
  });
  beforeEach(async () => {
    senderId = await new Ledger(db).sender();
    await db.query('update sender set scopes = $2 where id = $1', [senderId, [HISTORY_SCOPE]]);
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  const stored = async (): Promise<string[]> =>
    (
      await db.query<{ name: string }>(
        `select coalesce(body->>'triggerId', type) as name from inbound_event where sender_id = $1 order by 1`,
        [senderId],
      )
    ).map(({ name }) => name);
  const health = () => app.get(InboxHealth).of(senderId);

  /** A history by a script: pages of clicks, newest first as they are given, each so many milliseconds ago. */
  let pages: WebhookEvent[][];
  let pagesRead: number;
  const scripted = (): SenderSession =>
    ({
      senderId,
      backgroundClient: {
        async *listWebhookEvents() {
          for (const page of pages) {
            pagesRead += 1;
            yield await Promise.resolve(page);
          }
        },
      },
    }) as unknown as SenderSession;
  const clicks = (...names: readonly [string, number][]): WebhookEvent[] =>
    names.map(([name, agoMs]) => ({
      id: name,
      eventType: 'button_click',
      createdAt: new Date(Date.now() - agoMs),
      payload: {
        type: 'button',
        event: 'click',
        message_id: 5,
        chat_id: 6,
        user_id: 7,
        data: 'x',
        trigger_id: name,
        webhook_timestamp: Math.floor((Date.now() - agoMs) / 1_000),
      },
    }));
  const read = async (): Promise<unknown> => {
    pagesRead = 0;
    return history.read(scripted());
  };

  it('is kept whole, by way of the API', async () => {
    const messenger = await SimulatorHandle.start({ people: 4, rateProfile: 'off' });
    try {
      const session = openTestSession(senderId, messenger);
      const person = await anybody(messenger);
      for (let at = 0; at < 70; at += 1) {
        await messenger.changePerson(person, { title: String(at) });
        // Two news of one person in one millisecond are one by their natural key.
        await nextMillisecond();
      }
      expect(await history.runOnce(session)).toEqual({ storedCount: 70, isGap: false });
      // It is not asked again before its time, and finds nothing new then.
      expect(await history.runOnce(session)).toBe('not_due');
      expect(await history.read(session)).toEqual({ storedCount: 0, isGap: false });
      expect(await health()).toMatchObject({ waiting: 70, trouble: null, gapFrom: null });
      session.close('test');
      session.dispose();
    } finally {
      await messenger.close();
    }
  });

  it('is read no further back than needed', async () => {
    pages = [
      clicks(['c', 1_000], ['b', 2_000]),
      clicks(['a', 3 * MINUTE]),
      clicks(['ancient', 10 * 24 * 60 * MINUTE]),
    ];
    await read();
    // The first time to before the bot was added.
    expect(await stored()).toEqual(['a', 'b', 'c']);
    pages = [
      clicks(['d', 500]),
      clicks(['c', 1_000], ['old', 60 * MINUTE]),
      clicks(['ancient', 600 * MINUTE]),
    ];
    expect(await read()).toEqual({ storedCount: 1, isGap: false });
    expect(pagesRead).toBe(2);
  });

  it('is read to its end where the oldest come first', async () => {
    pages = [clicks(['a', 30 * MINUTE], ['b', 20 * MINUTE]), clicks(['c', MINUTE], ['d', 0])];
    await read();
    pages = [...pages, clicks(['e', 0], ['f', 0])];
    expect(await read()).toEqual({ storedCount: 2, isGap: false });
    expect(await stored()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('finds an entry that showed late, behind those that were seen', async () => {
    pages = [clicks(['b', 1_000])];
    await read();
    pages = [clicks(['b', 1_000], ['late', MINUTE])];
    expect(await read()).toEqual({ storedCount: 1, isGap: false });
  });

  it('gives the alarm when it does not lead back to what was seen', async () => {
    pages = [clicks(['a', MINUTE])];
    await read();
    await db.query(
      `update event_history set polled_at = polled_at - interval '10 minutes', last_event_at = last_event_at - interval '10 minutes'
        where sender_id = $1`,
      [senderId],
    );
    pages = [clicks(['z', 1_000])];
    expect(await read()).toEqual({ storedCount: 1, isGap: true });
    const found = await health();
    expect(found.gapFrom).not.toBeNull();
    // It is told of until somebody reads it; the next readings are good again.
    expect(await read()).toEqual({ storedCount: 0, isGap: false });
    expect((await health()).gapFrom).toEqual(found.gapFrom);
  });

  it('passes over what has no form that is known, and keeps the rest', async () => {
    const [odd] = clicks(['odd', 1_000]);
    if (odd === undefined) throw new Error('one');
    pages = [[{ ...odd, payload: { type: 'button' } }, ...clicks(['good', 2_000], ['n\0ul', 3_000])]];
    expect(await read()).toMatchObject({ storedCount: 2 });
    expect(await stored()).toEqual(['good', 'n\uFFFDul']);
  });

  it('says why it cannot be read, and where it was read to stays', async () => {
    pages = [clicks(['a', 1_000])];
    await read();
    const before = await health();
    const failing = scripted();
    Object.assign(failing.backgroundClient, {
      listWebhookEvents: () => ({
        [Symbol.asyncIterator]: () => ({
          next: () => Promise.reject(new PachcaError('forbidden', 'GET /webhooks/events')),
        }),
      }),
    });
    expect(await history.read(failing)).toBe('unreadable');
    expect(await health()).toEqual({
      ...before,
      trouble: 'forbidden',
      oldestWaitingSeconds: expect.any(Number) as number,
    });
    await db.query(`update sender set scopes = '{}' where id = $1`, [senderId]);
    expect(await read()).toBe('unreadable');
    expect([pagesRead, (await health()).trouble]).toEqual([0, 'scope_missing']);
    await db.query('update sender set scopes = $2 where id = $1', [senderId, [HISTORY_SCOPE]]);
    await read();
    expect((await health()).trouble).toBeNull();
  });
});

/** Somebody who is no bot. */
async function nextMillisecond(): Promise<void> {
  const now = Date.now();
  while (Date.now() === now) await new Promise((resolve) => setImmediate(resolve));
}

async function anybody(messenger: SimulatorHandle): Promise<number> {
  const [tag] = await messenger.tags();
  return tag?.memberIds[0] ?? 0;
}
