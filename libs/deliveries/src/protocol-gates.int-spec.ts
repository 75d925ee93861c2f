import { isUniqueViolation } from '#lib/database';
import { claim, closeRunGate } from './claim.queries.js';
import { fail } from './outcome.queries.js';
import { ProtocolBench } from './protocol.fixture.js';

/** Who may claim a row and who may intend its send, whoever else tries at the same time. */
describe('the delivery protocol in Postgres, before a send', () => {
  let bench: ProtocolBench;
  beforeAll(async () => {
    bench = await ProtocolBench.open();
  });
  beforeEach(() => bench.newSender());
  afterAll(() => bench.close());

  describe('claim', () => {
    it('never gives two workers the same row', async () => {
      const people = Array.from({ length: 200 }, (_, at) => at + 1);
      const runId = await bench.run(people);
      const batches = await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          claim(bench.tx, { runId, owner: `w${String(at)}`, limit: 40, leaseMs: 60_000 }),
        ),
      );
      const ids = batches.flat().map((row) => row.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(200);
    });

    it('uses the index made for it', async () => {
      const runId = await bench.run(Array.from({ length: 3_000 }, (_, at) => at + 1));
      await bench.db.query('analyze delivery');
      const plan = await bench.db.query<{ 'QUERY PLAN': string }>(
        `explain select id from delivery where run_id = '${runId}' and state = 'pending'
            and available_at <= clock_timestamp() order by available_at, id limit 4 for update skip locked`,
      );
      expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('delivery_claim_ix');
    });

    it('leaves out people to whom a send of the bot is in doubt', async () => {
      const first = await bench.run([7]);
      await bench.doubtful(first);
      const second = await bench.run([7, 8]);
      const rows = await claim(bench.tx, { runId: second, owner: 'owner', limit: 10, leaseMs: 60_000 });
      expect(rows.map((row) => Number(row.recipientId))).toEqual([8]);
    });
  });

  describe('the lane', () => {
    it('refuses a second open send of a bot to a person', async () => {
      const [first, second] = [await bench.run([9]), await bench.run([9])];
      const [one, two] = [await bench.claimOne(first), await bench.claimOne(second)];
      expect(await bench.intend(one)).toBe(1);
      const error: unknown = await bench.intend(two).catch((caught: unknown) => caught);
      expect(isUniqueViolation(error, 'delivery_lane_uq')).toBe(true);
      await fail(bench.tx, one, 'no_access');
      expect(await bench.intend(two)).toBe(1);
    });
  });

  describe('what forbids an intent', () => {
    it.each([
      [
        'a run that is paused',
        `update run set status = 'paused', paused_by = 'x', pause_code = 'x' where id = $1`,
      ],
      ['a run that has expired', `update run set expires_at = clock_timestamp() where id = $1`],
      [
        'a bot that is held',
        `update sender set status = 'held', hold_code = 'x' where id = (select sender_id from run where id = $1)`,
      ],
    ])('is %s', async (_name, change) => {
      const runId = await bench.run([1]);
      const delivery = await bench.claimOne(runId);
      await bench.db.query(change, [runId]);
      expect(await bench.intend(delivery)).toBeNull();
      expect((await bench.only(runId)).state).toBe('leased');
    });

    it('is a lease that has run out, although nobody else has taken the row', async () => {
      const delivery = await bench.claimOne(await bench.run([1]));
      await bench.db.query('update delivery set lease_until = clock_timestamp() where id = $1', [
        delivery.id,
      ]);
      expect(await bench.intend(delivery)).toBeNull();
    });

    it('is an earlier ownership of the bot', async () => {
      const delivery = await bench.claimOne(await bench.run([1]));
      await bench.db.query('update sender_lease set epoch = epoch + 1 where sender_id = $1', [
        bench.senderId,
      ]);
      expect(await bench.intend(delivery)).toBeNull();
    });
  });

  it('lets no intent be written after a pause has returned, in many races', async () => {
    const runId = await bench.run(Array.from({ length: 100 }, (_, at) => at + 1));
    const claimed = await claim(bench.tx, { runId, owner: 'owner', limit: 100, leaseMs: 60_000 });
    const intents = claimed.map((delivery) => bench.intend(delivery));
    await bench.db.database.transaction(async (t) => {
      await closeRunGate(t, runId);
      await t.$executeRaw`update run set status = 'paused', paused_by = 'x', pause_code = 'x' where id = ${runId}::uuid`;
    });
    const inFlight = await bench.db.query<{ count: number }>(
      `select count(*)::int from delivery where run_id = $1 and state = 'sending'`,
      [runId],
    );
    await Promise.all(intents);
    const afterwards = await bench.db.query<{ count: number }>(
      `select count(*)::int from delivery where run_id = $1 and state = 'sending'`,
      [runId],
    );
    expect(afterwards).toEqual(inFlight);
  });
});
