import { type INestApplicationContext } from '@nestjs/common';
import { Database } from '#lib/database';
import { metrics } from '#lib/observability';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { DeliveriesModule } from './deliveries.module.js';
import { DoubtResolution } from './doubt-resolution.js';
import { RunControl } from './run-control.js';

const BY = { by: 'key_boss', reason: 'a mistake' };

describe('changes of deliveries that somebody asks for', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let ledger: Ledger;
  let campaignId: string;
  let runId: string;
  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, DeliveriesModule);
    ledger = new Ledger(db);
  });
  beforeEach(async () => {
    campaignId = await ledger.campaign(await ledger.sender());
    runId = await ledger.emptyRun(campaignId, { expectedCount: 3 });
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  const told = async (from: string, to: string): Promise<number> => {
    const name = `vestnik_delivery_transitions_total{from="${from}",to="${to}"} `;
    const line = (await metrics.text()).split('\n').find((each) => each.startsWith(name));
    return Number(line?.slice(name.length) ?? 0);
  };
  const cancelled = async (): Promise<readonly number[]> =>
    Promise.all([told('pending', 'cancelled'), told('leased', 'cancelled')]);

  it('are counted by the state that a cancel found them in', async () => {
    await ledger.delivery(runId, 1, 'pending');
    await ledger.delivery(runId, 2, 'pending');
    await ledger.delivery(runId, 3, 'leased');
    const [pending = 0, leased = 0] = await cancelled();
    const { run } = await app.get(RunControl).cancel(campaignId, BY);
    expect(run.status).toBe('cancelled');
    expect(await cancelled()).toEqual([pending + 2, leased + 1]);
  });

  it('are not counted where the cancel is rolled back with something else', async () => {
    await ledger.delivery(runId, 1, 'pending');
    const before = await cancelled();
    const work = app.get(Database).transaction(async (tx) => {
      await app.get(RunControl).cancelIn(tx, campaignId, BY);
      throw new Error('ours');
    });
    await expect(work).rejects.toThrow('ours');
    expect(await cancelled()).toEqual(before);
  });

  it.each([
    [{ action: 'send_again' }, 'pending'],
    [{ action: 'close_as_unproven' }, 'failed'],
  ] as const)('are counted where a person says %j of a doubt', async (decision, to) => {
    const deliveryId = await ledger.delivery(runId, 1, 'unknown');
    const before = await told('unknown', to);
    await app.get(Database).transaction(async (tx) => {
      const { by, reason } = BY;
      await app.get(DoubtResolution).resolve(tx, { campaignId, deliveryId, decision, reason, by });
      expect(await told('unknown', to)).toBe(before);
    });
    expect(await told('unknown', to)).toBe(before + 1);
  });
});
