import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { claim } from './claim.queries.js';
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
});
