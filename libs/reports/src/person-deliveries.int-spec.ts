import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { PersonDeliveries } from './person-deliveries.js';

describe('what one person got', () => {
  let db: TestDatabase;
  let deliveries: PersonDeliveries;
  let runs: string[];
  beforeAll(async () => {
    db = await createTestDatabase();
    deliveries = new PersonDeliveries(db.database);
    const ledger = new Ledger(db);
    await ledger.people([1, 2]);
    const sender = await ledger.sender();
    runs = [];
    for (const people of [[1, 2], [2], [1], [1, 3]]) runs.push(await ledger.run(sender, people));
  });
  afterAll(() => db.close());

  it('is told over all campaigns, newest first', async () => {
    const { rows, next } = await deliveries.list(1, { limit: 10 });
    expect(rows.map(({ runId }) => runId)).toEqual([runs[3], runs[2], runs[0]]);
    expect(rows[0]).toMatchObject({
      campaignTitle: 'test',
      state: 'pending',
      person: { id: 1 },
      isRead: false,
    });
    expect(next).toBeNull();
  });

  it('is told page by page, and of somebody who got nothing, or whom nobody knows', async () => {
    const first = await deliveries.list(1, { limit: 2 });
    expect(first.next).toBe(first.rows[1]?.deliveryId);
    const rest = await deliveries.list(1, { limit: 2, before: first.next ?? 0n });
    expect(rest.rows.map(({ runId }) => runId)).toEqual([runs[0]]);
    expect(rest.next).toBeNull();
    expect((await deliveries.list(3, { limit: 10 })).rows).toMatchObject([{ person: { id: 3, name: null } }]);
    expect(await deliveries.list(99, { limit: 10 })).toEqual({ rows: [], next: null });
  });
});
