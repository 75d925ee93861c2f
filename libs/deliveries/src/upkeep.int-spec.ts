import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { cancelReturned, finishedRuns, isStillFinished } from './upkeep.queries.js';

describe('a run whose rows are all final', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());

  const someoneWaits = async (): Promise<void> => {
    for (;;) {
      const [row] = await db.query<{ count: number }>(
        `select count(*)::int from pg_locks where not granted and locktype in ('transactionid', 'tuple')`,
      );
      if ((row?.count ?? 0) > 0) return;
    }
  };

  it('is not completed while a retry opens one of them', async () => {
    const ledger = new Ledger(db);
    const runId = await ledger.emptyRun(await ledger.campaign(await ledger.sender()));
    const deliveryId = await ledger.delivery(runId, 1, 'failed', { reason: 'no_access' });
    expect(await db.database.transaction((tx) => isStillFinished(tx, runId))).toBe(true);

    const { asked } = await db.database.transaction(async (tx) => {
      await tx.$queryRaw`select 1 as locked from run where id = ${runId}::uuid for update`;
      const answer = db.database.transaction((other) => isStillFinished(other, runId));
      await someoneWaits();
      await tx.$executeRaw`select set_config('vestnik.operator_retry', 'on', true)`;
      await tx.$executeRaw`update delivery set state = 'pending', reason = null where id = ${deliveryId}`;
      return { asked: answer };
    });
    expect(await asked).toBe(false);
  });

  it('ends its cancelling though a send that was under way came back unsent', async () => {
    const ledger = new Ledger(db);
    const runId = await ledger.run(await ledger.sender(), [1, 2]);
    const elsewhere = await ledger.run(await ledger.sender(), [1]);
    await db.query(`update run set status = 'cancelling' where id = $1`, [runId]);
    const isFinished = async () =>
      (await finishedRuns(db.database.client)).some((run) => run.id === runId && run.isWhole);

    expect(await isFinished()).toBe(false);
    expect(await cancelReturned(db.database.client)).toBe(2);
    expect(await isFinished()).toBe(true);
    expect(await ledger.deliveries(elsewhere)).toMatchObject([{ state: 'pending' }]);
  });
});
