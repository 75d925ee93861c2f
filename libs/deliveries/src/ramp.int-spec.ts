import { RunsService } from '#lib/campaigns';
import { loadConfig } from '#lib/config';
import { createLogger } from '#lib/observability';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { claim, type Claimed, writeIntent } from './claim.queries.js';
import { bindMessage, doubt, fail } from './outcome.queries.js';
import { assignWaves } from './preparation.queries.js';
import { RampWaves } from './ramp-waves.js';

const PEOPLE = Array.from({ length: 40 }, (_, at) => at + 1);

describe('the ramp of a run', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let senderId: string;
  let runs: RunsService;
  let ramp: RampWaves;
  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    // No run ends here, so no campaign has to follow one.
    runs = new RunsService(undefined as never, undefined as never);
    const logger = createLogger({ level: 'silent', service: 'test' });
    ramp = new RampWaves(loadConfig({}), logger, db.database, runs);
  });
  beforeEach(async () => {
    // What other tests left open is not to be counted here.
    await db.query(`update run set ramp_wave = null`);
    senderId = await ledger.sender();
  });
  afterAll(() => db.close());

  const tx = () => db.database.client;
  const ramped = async (firstTo: readonly number[], sample = 10, maxFailurePercent = 20): Promise<string> => {
    const runId = await ledger.run(senderId, PEOPLE);
    const wanted = { firstTo, sample, maxFailurePercent };
    await db.query('update run set ramp = $2 where id = $1', [runId, JSON.stringify(wanted)]);
    const wave = await assignWaves(tx(), runId, wanted);
    if (wave !== null) await runs.startRamp(tx(), runId, wave);
    return runId;
  };
  const waveOf = async (runId: string) => (await runs.get(tx(), runId)).rampWave;
  const claimAll = async (runId: string): Promise<Claimed[]> =>
    claim(tx(), { runId, owner: 'owner', limit: 100, leaseMs: 60_000, rampWave: await waveOf(runId) });
  const intend = async (delivery: Claimed): Promise<number | null> => {
    const contentVersionId = await ledger.versionOf(delivery.runId);
    const plan = { actor: { senderId, owner: 'owner', epoch: 1n }, deadlineMs: 15_000, contentVersionId };
    return db.database.transaction((t) => writeIntent(t, delivery, { ...plan, markedBy: 'avatar' }));
  };
  let lastMessage = 1_000;
  const send = async (delivery: Claimed): Promise<void> => {
    await intend(delivery);
    lastMessage += 1;
    const presence = {
      messageId: lastMessage,
      chatId: lastMessage,
      evidence: 'answer',
      createdAt: null,
    } as const;
    await db.database.transaction((t) => bindMessage(t, delivery.id, presence));
  };

  it('goes to those named, then to the sample, then to everybody, each once the one before is settled', async () => {
    const runId = await ramped([3, 5, 999]);
    const first = await claimAll(runId);
    expect(first.map(({ recipientId }) => Number(recipientId)).sort()).toEqual([3, 5]);
    expect(await claimAll(runId)).toEqual([]);
    for (const delivery of first) {
      expect(await ramp.runOnce()).toBe(0);
      await send(delivery);
    }
    expect(await ramp.runOnce()).toBe(1);
    expect(await waveOf(runId)).toBe(2);
    const second = await claimAll(runId);
    expect(second).toHaveLength(10);
    for (const delivery of second) await send(delivery);
    expect(await ramp.runOnce()).toBe(1);
    expect(await waveOf(runId)).toBeNull();
    expect(await claimAll(runId)).toHaveLength(PEOPLE.length - 12);
    expect(await ramp.runOnce()).toBe(0);
  });

  it('refuses the intent to somebody of a later wave, however the row was claimed', async () => {
    const runId = await ramped([3]);
    const rows = await claim(tx(), { runId, owner: 'owner', limit: 100, leaseMs: 60_000 });
    const allowed: number[] = [];
    for (const row of rows) if ((await intend(row)) !== null) allowed.push(Number(row.recipientId));
    expect(allowed).toEqual([3]);
  });

  it('begins with the sample where nobody of the audience was named', async () => {
    const runId = await ramped([999], 4);
    expect(await waveOf(runId)).toBe(2);
    expect(await claimAll(runId)).toHaveLength(4);
  });

  it('stops at too many refusals, and goes on with the next wave when resumed', async () => {
    const runId = await ramped([3, 5], 4);
    const [refused, arrived] = await claimAll(runId);
    if (refused === undefined || arrived === undefined) throw new Error('nothing to claim');
    await send(arrived);
    await intend(refused);
    await fail(tx(), refused, 'not_found');
    expect(await ramp.runOnce()).toBe(1);
    const held = await runs.get(tx(), runId);
    expect(held).toMatchObject({
      status: 'paused',
      rampWave: 1,
      stop: { by: 'system', code: 'ramp_failures' },
    });
    expect(held.stop?.reason).toContain('refused 1 of the 2 people of wave 1');
    expect(await ramp.runOnce()).toBe(0);
    expect(await runs.resume(tx(), runId)).toMatchObject({ status: 'running', rampWave: 2 });
    expect(await claimAll(runId)).toHaveLength(4);
  });

  it('stays in its wave when it is paused by a person and resumed', async () => {
    const runId = await ramped([3]);
    await runs.pause(tx(), runId, { by: 'key', reason: null });
    expect(await runs.resume(tx(), runId)).toMatchObject({ rampWave: 1 });
  });

  it('waits for a doubt as long as doubts take, then stops', async () => {
    const runId = await ramped([3]);
    const [delivery] = await claimAll(runId);
    if (delivery === undefined) throw new Error('nothing to claim');
    await intend(delivery);
    await doubt(tx(), delivery, { cause: 'timeout', firstLookMs: 0 });
    expect(await ramp.runOnce()).toBe(0);
    await db.query(`update delivery set doubt_since = doubt_since - interval '601 seconds' where id = $1`, [
      delivery.id,
    ]);
    expect(await ramp.runOnce()).toBe(1);
    expect((await runs.get(tx(), runId)).stop?.code).toBe('ramp_doubts');
    expect(await runs.resume(tx(), runId)).toMatchObject({ rampWave: 2 });
  });

  it('looks at the rows of the early waves alone', async () => {
    const people = Array.from({ length: 20_000 }, (_, at) => at + 100);
    const runId = await ledger.run(senderId, people);
    await assignWaves(tx(), runId, { firstTo: [100], sample: 10, maxFailurePercent: 20 });
    await db.query('analyze delivery');
    const plan = await db.query<{ 'QUERY PLAN': string }>(
      `explain select id from delivery d where d.run_id = '${runId}' and d.state = 'pending'
          and d.available_at <= clock_timestamp() and d.wave between 1 and 2
        order by d.available_at, d.id limit 4 for update skip locked`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('delivery_wave_ix');
  });
});
