import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { brokenGlass, heldRuns, ledgerFacts, recentRuns, senderFacts } from './doctor.queries.js';

/** What the doctor reads, against rows whose figures are known. */
describe('the figures of the doctor', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let senderId: string;
  beforeEach(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    senderId = await ledger.sender();
  });
  afterEach(() => db.close());

  const tx = () => db.database.client;
  /** All rows of the run into doubt, by the legal way. */
  const doubt = async (runId: string, secondsAgo: number, more = ''): Promise<void> => {
    await db.query(`update delivery set state = 'leased', lease_owner = 'x' where run_id = $1`, [runId]);
    await db.query(
      `update delivery set state = 'sending', send_deadline = clock_timestamp() where run_id = $1`,
      [runId],
    );
    await db.query(
      `update delivery set state = 'unknown', doubt_since = clock_timestamp() - make_interval(secs => $2) ${more}
        where run_id = $1`,
      [runId, secondsAgo],
    );
  };

  it('are zero in a house where nothing is in doubt', async () => {
    await ledger.run(senderId, [1, 2]);
    expect(await ledgerFacts(tx())).toMatchObject({
      made: 0,
      removed: 0,
      open: 0,
      oldestSeconds: null,
      parked: 0,
      awaitingPerson: 0,
    });
  });

  it('count doubts, the parked ones and those that a person decides', async () => {
    await doubt(await ledger.run(senderId, [1, 2]), 100);
    await doubt(await ledger.run(senderId, [3]), 5_000, ', is_parked = true');
    await doubt(await ledger.run(senderId, [4], { onUnproven: 'hold' }), 50, ', negative_reads = 2');
    await doubt(await ledger.run(senderId, [5], { onUnproven: 'hold' }), 50, ', negative_reads = 1');
    const facts = await ledgerFacts(tx());
    expect(facts).toMatchObject({ open: 5, parked: 1, awaitingPerson: 1 });
    expect(facts.oldestSeconds).toBeGreaterThanOrEqual(5_000);
  });

  it('tell of glass that was broken within a week', async () => {
    const campaignId = await ledger.campaign(senderId);
    await db.query(
      `insert into outbox_event (type, campaign_id, data, created_at)
       select 'campaign.break_glass', $1, jsonb_build_object('by', 'key_' || days, 'reason', 'Пожар'),
              clock_timestamp() - make_interval(days => days) from unnest(array[6, 1, 8]) as days`,
      [campaignId],
    );
    const told = await brokenGlass(tx());
    expect(told.map(({ by }) => by)).toEqual(['key_1', 'key_6']);
    expect(told[0]).toMatchObject({ campaignId, reason: 'Пожар' });
  });

  it('tell second copies that are away from those that are to be seen', async () => {
    await db.query(
      `insert into duplicate_message (message_id, sender_id, delivery_id, removed_at)
       values (1, $1, 1, null), (2, $1, 1, clock_timestamp())`,
      [senderId],
    );
    expect(await ledgerFacts(tx())).toMatchObject({ made: 2, removed: 1 });
  });

  it('count no more rows at once than a database can bear', async () => {
    const [old, large, newest] = [
      await ledger.run(senderId, [1]),
      await ledger.run(senderId, [2]),
      await ledger.run(senderId, [3]),
    ];
    const made = (id: string, hoursAgo: number, rows: number) =>
      db.query(
        `update run set created_at = clock_timestamp() - make_interval(hours => $2), expected_count = $3 where id = $1`,
        [id, hoursAgo, rows],
      );
    await made(old, 3, 1);
    await made(large, 2, 300_000);
    await made(newest, 1, 1);
    const { runs, skipped } = await recentRuns(tx());
    expect(runs.map(({ runId }) => runId)).toEqual([newest, large]);
    expect(skipped).toBe(1);
  });

  it('name the runs to count, those held by the system, and the bots with what is wrong with them', async () => {
    const [open, old, held, paused] = [
      await ledger.run(senderId, [1]),
      await ledger.run(senderId, [2]),
      await ledger.run(senderId, [3]),
      await ledger.run(senderId, [4]),
    ];
    await db.query(
      `update run set status = 'completed', finished_at = clock_timestamp() - interval '2 days' where id = $1`,
      [old],
    );
    const pause = (id: string, by: string) =>
      db.query(`update run set status = 'paused', paused_by = $2, pause_code = 'why' where id = $1`, [
        id,
        by,
      ]);
    await pause(held, 'system');
    await pause(paused, 'key_1');
    const recent = await recentRuns(tx());
    expect(recent.skipped).toBe(0);
    expect(new Set(recent.runs.map(({ runId }) => runId))).toEqual(new Set([open, held, paused]));
    const [campaign] = await db.query<{ id: string }>('select campaign_id as id from run where id = $1', [
      held,
    ]);
    expect(await heldRuns(tx())).toEqual([{ campaignId: campaign?.id, code: 'why' }]);
    const marked = await ledger.sender({ avatarUrl: 'https://example.org/a.png' });
    await db.query(`update sender set status = 'held', hold_code = 'unauthorized' where id = $1`, [marked]);
    expect(await senderFacts(tx())).toMatchObject([
      { id: senderId, holdCode: null, hasAvatar: false },
      { id: marked, holdCode: 'unauthorized', hasAvatar: true },
    ]);
  });
});
