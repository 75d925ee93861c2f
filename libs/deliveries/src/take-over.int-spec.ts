import { setImmediate } from 'node:timers/promises';
import { createTestDatabase, Ledger, openTestSession, startModule, type TestDatabase } from '#lib/testing';
import { claim } from './claim.queries.js';
import { DeliveriesModule } from './deliveries.module.js';
import { DeliverLoop } from './deliver-loop.js';
import { handBack } from './outcome.queries.js';
import { releaseEarlierLeases } from './upkeep.queries.js';

describe('a new owner of a bot', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());

  it('has at once what an earlier one had claimed', async () => {
    const ledger = new Ledger(db);
    const senderId = await ledger.sender();
    const runId = await ledger.run(senderId, [1]);
    const [dead] = await claim(db.database.client, { runId, owner: 'dead', limit: 1, leaseMs: 60_000 });
    if (dead === undefined) throw new Error('nothing to claim');
    expect(await releaseEarlierLeases(db.database.client, senderId)).toBe(1);
    const [heir] = await claim(db.database.client, { runId, owner: 'heir', limit: 1, leaseMs: 60_000 });
    expect(heir).toMatchObject({ id: dead.id, fence: dead.fence + 1n });
    // The one that was thought dead finds its right gone.
    expect(await handBack(db.database.client, dead, { outcome: 'too late', waitMs: 0 })).toBe(false);
  });

  it('has at once what the one before was still looking up when it lost the bot', async () => {
    const app = await startModule(db, DeliveriesModule);
    const ledger = new Ledger(db);
    await ledger.people([2]);
    await db.query("update person set synced_at = now() - interval '1 day'");
    const senderId = await ledger.sender();
    const runId = await ledger.run(senderId, [2]);
    const nowhere = { apiUrl: 'http://127.0.0.1:9', token: 'token' };
    const session = openTestSession(senderId, nowhere, { quietMs: 600_000 });
    const pass = app.get(DeliverLoop).runOnce(session);
    while (session.gate.class('other').size() === 0) await setImmediate();
    session.close('this process is stopping');
    expect(await pass).toEqual({ handed_back: 1 });
    expect((await ledger.deliveries(runId))[0]).toMatchObject({ state: 'pending', outcome: 'owner changed' });
    await app.close();
  });
});
