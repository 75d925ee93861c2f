import { metrics } from '#lib/observability';
import type { SenderSession } from '#lib/senders';
import { CorrectionsBench, type Run } from './corrections.fixture.js';
import type { RetryRequest } from './retry-requests.js';

const ANNA = 1001;

describe('a retry of those who were given up', () => {
  let bench: CorrectionsBench;
  let bot: SenderSession;
  beforeAll(async () => {
    bench = await CorrectionsBench.open();
    await bench.ledger.people([ANNA, ANNA + 1, ANNA + 2, ANNA + 3, ANNA + 4]);
    await bench.db.query('update person set is_suspended = true where id = $1', [ANNA + 4]);
  });
  beforeEach(async () => {
    bot = await bench.bot();
  });
  afterAll(() => bench.close());

  const plan = (run: Run, changes: Partial<RetryRequest> = {}): RetryRequest => ({
    campaignId: run.campaignId,
    reasons: ['no_access', 'suspended', 'expired'],
    includeUnproven: false,
    expiresAt: undefined,
    expectedRecipients: 0,
    reason: 'Права исправлены',
    by: 'key_boss',
    ...changes,
  });
  const retry = (run: Run, expectedRecipients: number, changes: Partial<RetryRequest> = {}) =>
    bench.tx((tx) => bench.retries.request(tx, plan(run, { expectedRecipients, ...changes })));
  const states = async (run: Run): Promise<string[]> =>
    (await bench.ledger.deliveries(run.runId)).map(({ state }) => state);
  const statusOf = async ({ runId }: Run): Promise<unknown> => {
    const [row] = await bench.db.query(
      'select r.status::text as run, c.status::text as campaign from run r join campaign c on c.id = r.campaign_id where r.id = $1',
      [runId],
    );
    return row;
  };

  it('puts them back in the queue, opens the run again, and leaves alone who has it or is left out on purpose', async () => {
    const run = await bench.run(bot.senderId, [1, 2, 3, 4, 5], 'completed');
    await bench.posted(run, ANNA);
    await bench.ledger.delivery(run.runId, ANNA + 1, 'failed', { reason: 'no_access' });
    await bench.ledger.delivery(run.runId, ANNA + 2, 'skipped', { reason: 'excluded' });
    await bench.ledger.delivery(run.runId, ANNA + 3, 'skipped', { reason: 'suspended' });
    await bench.ledger.delivery(run.runId, ANNA + 4, 'skipped', { reason: 'suspended' });
    expect(await bench.retries.check(plan(run))).toMatchObject({
      affected: 2,
      failed: 1,
      skipped: 1,
      expired: 0,
      stillRefused: 1,
    });
    const { id } = await retry(run, 2);
    expect(await states(run)).toEqual(['sent', 'pending', 'skipped', 'pending', 'skipped']);
    expect(await statusOf(run)).toEqual({ run: 'running', campaign: 'running' });
    await bench.follow.runOnce();
    expect(await bench.operations.get(id)).toMatchObject({ status: 'running', done: 0, total: 2 });
  });

  it('counts who goes back to the queue, and who leaves it again when the retry is cancelled', async () => {
    const told = async (from: string, to: string): Promise<number> => {
      const name = `vestnik_delivery_transitions_total{from="${from}",to="${to}"} `;
      const line = (await metrics.text()).split('\n').find((each) => each.startsWith(name));
      return Number(line?.slice(name.length) ?? 0);
    };
    const moves = [
      ...[['failed', 'pending'] as const, ['expired', 'pending'] as const],
      ...[['pending', 'skipped'] as const, ['leased', 'expired'] as const],
    ];
    const all = () => Promise.all(moves.map(([from, to]) => told(from, to)));
    const before = await all();
    const more = async () => (await all()).map((count, at) => count - (before[at] ?? 0));
    const run = await bench.run(bot.senderId, [1, 2, 3], 'completed');
    await bench.ledger.delivery(run.runId, ANNA, 'failed', { reason: 'no_access' });
    await bench.ledger.delivery(run.runId, ANNA + 1, 'failed', { reason: 'no_access' });
    const claimed = await bench.ledger.delivery(run.runId, ANNA + 2, 'expired');
    const refused = retry(run, 3, { expiresAt: new Date(0) });
    await expect(refused).rejects.toMatchObject({ code: 'campaign_expired' });
    expect(await more()).toEqual([0, 0, 0, 0]);
    const { id } = await retry(run, 3);
    expect(await more()).toEqual([2, 1, 0, 0]);
    await bench.follow.runOnce();
    await bench.db.query(
      `update delivery set state = 'leased', lease_owner = 'owner', lease_until = clock_timestamp() + interval '1 minute'
        where id = $1`,
      [claimed],
    );
    await bench.tx((tx) => bench.operations.requestCancel(tx, id));
    await bench.follow.runOnce();
    expect(await more()).toEqual([2, 1, 2, 1]);
  });

  it('ends when all of them are closed again, and says how', async () => {
    const run = await bench.run(bot.senderId, [1], 'completed');
    const deliveryId = await bench.ledger.delivery(run.runId, ANNA, 'failed', { reason: 'no_access' });
    const { id } = await retry(run, 1);
    await bench.db.query(`update delivery set state = 'skipped', reason = 'suspended' where id = $1`, [
      deliveryId,
    ]);
    await bench.follow.runOnce();
    expect(await bench.operations.get(id)).toMatchObject({
      status: 'succeeded',
      done: 1,
      result: { skipped: 1, sent: 0 },
    });
  });

  it('sends to nobody who may have it already, unless that is asked for', async () => {
    const run = await bench.run(bot.senderId, [1], 'completed');
    const { deliveryId } = await bench.posted(run, ANNA, 'unknown');
    await bench.db.query(`update delivery set state = 'failed', reason = 'unproven' where id = $1`, [
      deliveryId,
    ]);
    await expect(retry(run, 1)).rejects.toMatchObject({ code: 'nothing_to_correct' });
    await retry(run, 1, { includeUnproven: true });
    expect(await states(run)).toEqual(['pending']);
  });

  it('needs a later end where the time of the run is over', async () => {
    const run = await bench.run(bot.senderId, [1], 'completed');
    await bench.ledger.delivery(run.runId, ANNA, 'expired');
    await bench.db.query(`update run set expires_at = clock_timestamp() where id = $1`, [run.runId]);
    await expect(retry(run, 1)).rejects.toMatchObject({ code: 'campaign_expired' });
    expect(await statusOf(run)).toEqual({ run: 'completed', campaign: 'completed' });
    await retry(run, 1, { expiresAt: null });
    expect(await states(run)).toEqual(['pending']);
  });

  it('gives up again, for the same reasons, whoever was not tried when it is cancelled', async () => {
    for (const isFollowed of [true, false]) {
      const run = await bench.run(bot.senderId, [1, 2], 'completed');
      await bench.ledger.delivery(run.runId, ANNA, 'failed', { reason: 'no_access' });
      await bench.ledger.delivery(run.runId, ANNA + 1, 'expired');
      const { id } = await retry(run, 2);
      if (isFollowed) await bench.follow.runOnce();
      await bench.operations.requestCancel(bench.db.database.client, id);
      await bench.follow.runOnce();
      expect(await bench.ledger.deliveries(run.runId)).toMatchObject([
        { state: 'skipped', reason: 'no_access' },
        { state: 'expired', reason: null },
      ]);
      expect(await bench.operations.get(id)).toMatchObject({ status: 'cancelled' });
      await retry(run, 2);
      await bench.follow.runOnce();
      expect(await states(run)).toEqual(['pending', 'pending']);
    }
  });

  it('is refused for a cancelled run, and changes nothing where others are affected than were confirmed', async () => {
    const cancelled = await bench.run(bot.senderId, [1], 'cancelled');
    await bench.ledger.delivery(cancelled.runId, ANNA, 'failed', { reason: 'no_access' });
    await expect(retry(cancelled, 1)).rejects.toMatchObject({ code: 'state_conflict' });
    const run = await bench.run(bot.senderId, [1], 'completed');
    await bench.ledger.delivery(run.runId, ANNA, 'failed', { reason: 'no_access' });
    await expect(retry(run, 5)).rejects.toMatchObject({ facts: { expected: 5, actual: 1 } });
    expect(await states(run)).toEqual(['failed']);
  });
});
