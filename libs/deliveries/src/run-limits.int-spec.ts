import type { INestApplicationContext } from '@nestjs/common';
import { type Run, RunsService } from '#lib/campaigns';
import { Database, type Tx } from '#lib/database';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { DeliveriesModule } from './deliveries.module.js';
import { RunControl } from './run-control.js';
import { RunLimits } from './run-limits.js';
import { RunPreparation } from './run-preparation.js';

const USERS = JSON.stringify({ type: 'rules', include: [{ users: [1, 2, 3] }], exclude: [] });

describe('the limits of a key, over a run', () => {
  let db: TestDatabase;
  let module: INestApplicationContext;
  let ledger: Ledger;
  let senderId: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    module = await startModule(db, DeliveriesModule);
    ledger = new Ledger(db);
    senderId = await ledger.sender();
    await ledger.people([1, 2, 3, 4]);
  });
  afterAll(async () => {
    await module.close();
    await db.close();
  });

  const tx = <T>(work: (inner: Tx) => Promise<T>): Promise<T> => module.get(Database).transaction(work);
  const runOf = (id: string): Promise<Run> =>
    tx((inner) => module.get(RunsService, { strict: false }).get(inner, id));
  const refuse = (run: Run, by: string, way: 'refuse' | 'refuseForeign' = 'refuse'): Promise<void> =>
    tx((inner) => module.get(RunLimits)[way](inner, run, by));

  it('hold a run whose people are beyond them when they are frozen, and resuming it changes nothing', async () => {
    const campaignId = await ledger.campaign(senderId);
    const runId = await ledger.emptyRun(campaignId, { status: 'preparing', expectedCount: null });
    const by = await ledger.key({ max_recipients: 2, audience: null });
    await db.query('update run set audience = $2, limited_by = $3 where id = $1', [runId, USERS, [by]]);
    const preparation = module.get(RunPreparation);
    for (const time of ['first', 'second']) {
      expect([time, await preparation.runOnce()]).toEqual([time, { runId, rows: 0, outcome: 'held' }]);
      expect((await runOf(runId)).stop).toMatchObject({ by: 'system', code: 'key_limit_exceeded' });
      await module.get(RunControl).resume(campaignId);
    }
    await db.query(`update api_key set limits = '{"max_recipients": 3}'`);
    expect(await preparation.runOnce()).toEqual({ runId, rows: 3, outcome: 'running' });
  });

  it('hold for whoever sends more of it or changes it, by the people of its rows', async () => {
    const run = await runOf(await ledger.run(senderId, [1, 2, 4]));
    const small = await ledger.key({ max_recipients: 2, audience: null });
    await expect(refuse(run, small)).rejects.toMatchObject({
      code: 'key_limit_exceeded',
      facts: { max: 2, actual: 3 },
    });
    const inside = await ledger.key({ max_recipients: null, audience: JSON.parse(USERS) as object });
    await expect(refuse(run, inside)).rejects.toMatchObject({
      code: 'audience_not_allowed',
      facts: { ids: [4] },
    });
    await refuse(run, await ledger.key({ max_recipients: 3, audience: null }));
    await refuse(run, await ledger.key(null));
  });

  it('never count who was left out', async () => {
    const id = await ledger.run(senderId, [1, 2, 4]);
    await db.query(
      "update delivery set state = 'skipped', reason = 'suspended' where run_id = $1 and recipient_id = 4",
      [id],
    );
    await refuse(
      await runOf(id),
      await ledger.key({ max_recipients: 2, audience: JSON.parse(USERS) as object }),
    );
  });

  it('let whoever sent it take it back, and nobody else beyond theirs', async () => {
    const id = await ledger.run(senderId, [1, 2]);
    const [own, other] = [await ledger.key({ max_recipients: 1 }), await ledger.key({ max_recipients: 1 })];
    await db.query('update run set limited_by = $2 where id = $1', [id, [own]]);
    const run = await runOf(id);
    await refuse(run, own, 'refuseForeign');
    await expect(refuse(run, other, 'refuseForeign')).rejects.toMatchObject({ code: 'key_limit_exceeded' });
    await expect(refuse(run, own)).rejects.toMatchObject({ code: 'key_limit_exceeded' });
  });
});
