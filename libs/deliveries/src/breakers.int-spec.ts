import { loadConfig } from '#lib/config';
import { createLogger } from '#lib/observability';
import type { SenderSession } from '#lib/senders';
import {
  createTestDatabase,
  Ledger,
  openTestSession,
  SimulatorHandle,
  type TestDatabase,
} from '#lib/testing';
import { openBreakers } from './breaker.queries.js';
import { Breakers } from './breakers.js';
import { DOUBTS_TO_OPEN } from './domain/doubt-breaker.js';

describe('the breaker of a bot and its next owner', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let messenger: SimulatorHandle;
  let breakers: Breakers;
  const sessions: SenderSession[] = [];

  beforeAll(async () => {
    [db, messenger] = await Promise.all([createTestDatabase(), SimulatorHandle.start({ people: 1 })]);
    ledger = new Ledger(db);
    const logger = createLogger({ level: 'silent', service: 'test' });
    breakers = new Breakers(loadConfig({}), logger, db.database);
  });
  beforeEach(() => messenger.clearFaults());
  afterAll(async () => {
    for (const session of sessions) {
      session.close('over');
      session.dispose();
    }
    await messenger.close();
    await db.close();
  });

  /** A session that has just taken over a bot with so many doubts. */
  async function takeOver(
    doubts: number,
    outcome = 'server_error',
    age = '10 seconds',
  ): Promise<SenderSession> {
    const senderId = await ledger.sender();
    const people = Array.from({ length: doubts }, (_, at) => at + 1);
    const runId = await ledger.run(senderId, people);
    const set = (columns: string): Promise<unknown> =>
      db.query(`update delivery set ${columns} where run_id = $1`, [runId]);
    await set(`state = 'leased', lease_owner = 'x'`);
    await set(`state = 'sending', send_deadline = clock_timestamp()`);
    await set(
      `state = 'unknown', doubt_since = clock_timestamp() - interval '${age}', outcome = '${outcome}'`,
    );
    const session = openTestSession(senderId, messenger, { limits: { send: 4, read: 8, other: 40 } });
    sessions.push(session);
    return session;
  }
  const room = (session: SenderSession, underWay = 0): Promise<number> =>
    breakers.room(session, { places: 4 - underWay, underWay });

  it('sends at once where the last minute was quiet', async () => {
    expect(await room(await takeOver(DOUBTS_TO_OPEN - 1))).toBe(4);
    expect(await room(await takeOver(DOUBTS_TO_OPEN, 'server_error', '2 minutes'))).toBe(4);
    expect(await room(await takeOver(DOUBTS_TO_OPEN, 'owner lost'))).toBe(4);
  });

  it('asks first in an outage, then sends one, then all', async () => {
    const session = await takeOver(DOUBTS_TO_OPEN);
    const before = (await messenger.requests({ class: 'other' })).length;
    expect(await breakers.allowsIntent(session)).toBe(false);
    expect(await room(session)).toBe(1);
    expect((await messenger.requests({ class: 'other' })).length).toBe(before + 1);
    // The one is under way: none beside it.
    expect(await room(session, 1)).toBe(0);
    await breakers.posted(session, 'accepted');
    expect(await room(session)).toBe(4);
  });

  it('does not even send one while the messenger does not answer', async () => {
    await messenger.fault('error_before');
    const session = await takeOver(DOUBTS_TO_OPEN);
    expect(await room(session)).toBe(0);
    expect(await breakers.allowsIntent(session)).toBe(false);
  });

  it('is seen from outside while it is open, and known to the next owner for as long', async () => {
    const session = await takeOver(0);
    const isSeen = async () =>
      (await openBreakers(db.database.client)).some(({ senderId }) => senderId === session.senderId);
    expect(await room(session)).toBe(4);
    for (let count = 0; count < 5; count += 1) await breakers.posted(session, 'doubtful');
    expect(await isSeen()).toBe(true);
    // Nothing of the last minute tells the next owner of it any more; the row does.
    const config = loadConfig({});
    const logger = createLogger({ level: 'silent', service: 'test' });
    const next = new Breakers(config, logger, db.database);
    expect(await next.allowsIntent(session)).toBe(false);
    expect(await next.room(session, { places: 4, underWay: 0 })).toBe(1);
    await next.posted(session, 'accepted');
    expect(await isSeen()).toBe(false);
  });

  it('takes a refusal for an answer', async () => {
    await messenger.fault('token_revoked');
    expect(await room(await takeOver(DOUBTS_TO_OPEN))).toBe(1);
  });

  it('is not told anything by a post that was never written', async () => {
    const session = await takeOver(0);
    for (let count = 0; count < 10; count += 1) await breakers.posted(session, 'not_written');
    expect(await room(session)).toBe(4);
    for (let count = 0; count < 3; count += 1) await breakers.posted(session, 'doubtful');
    expect(await room(session)).toBe(0);
  });
});
