import { createLogger } from '#lib/observability';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import type { LedgerState } from './domain/recipient-state.js';
import type { RunFigures } from './figures.service.js';
import type { ReportsService } from './reports.service.js';
import { ago, figuresOn, reportsOn, type RunIds, RunRows } from './run-rows.fixture.js';
import { violationsOf } from './conservation.queries.js';
import type { RunStats } from './run-stats.js';

describe('the figures of a run', () => {
  let db: TestDatabase;
  let rows: RunRows;
  let figures: RunFigures;
  const logged: string[] = [];

  beforeAll(async () => {
    db = await createTestDatabase();
    rows = new RunRows(db);
    const destination = { write: (line: string) => logged.push(line) };
    const logger = createLogger({ level: 'info', service: 'test', destination });
    ({ figures } = figuresOn(db, logger));
  });
  afterAll(() => db.close());

  const statsOf = async (run: RunIds): Promise<RunStats> => {
    const stats = await figures.stats({ runId: run.runId });
    if (stats === null) throw new Error('no such run');
    return stats;
  };
  const sent = (run: RunIds, personId: number, sentAgoS: number): Promise<bigint> =>
    rows.delivery(run, { personId, state: 'sent', sentAgoS });

  it('count every recipient in exactly one state', async () => {
    const states: LedgerState[] = [
      ...(['pending', 'leased', 'sending', 'unknown', 'sent', 'sent', 'failed'] as const),
      ...(['skipped', 'skipped', 'cancelled', 'expired'] as const),
    ];
    const run = await rows.run(states.length);
    for (const [index, state] of states.entries()) {
      await rows.delivery(run, { personId: index + 1, state, reason: index === 7 ? 'bot' : 'suspended' });
    }
    expect(await statsOf(run)).toMatchObject({
      runId: run.runId,
      campaignId: run.campaignId,
      recipients: 11,
      pending: 2,
      sending: 1,
      unknown: 1,
      sent: 2,
      failed: 1,
      skipped: 2,
      cancelled: 1,
      expired: 1,
      read: 0,
      duplicates: 0,
      reasons: {
        failed: [{ reason: 'suspended', count: 1 }],
        skipped: [
          { reason: 'bot', count: 1 },
          { reason: 'suspended', count: 1 },
        ],
      },
    });
  });

  it('count people, not messages: who was reminded is there once', async () => {
    const run = await rows.run(3);
    const announced = await sent(run, 1, 600);
    await sent(run, 2, 600);
    await rows.delivery(run, { personId: 3, state: 'skipped', reason: 'bot' });
    const ledger = new Ledger(db);
    await ledger.followUp(run.runId, [1, 2]);
    await ledger.followUp(run.runId, [1], 'unacknowledged', 2);
    await db.query(
      `update delivery set state = 'skipped', reason = 'away' where run_id = $1 and step = 1 and recipient_id = 2`,
      [run.runId],
    );
    const [reminder] = await db.query<{ id: string }>(
      'select id from delivery where run_id = $1 and step = 1 and recipient_id = 1',
      [run.runId],
    );
    for (const set of [
      `state = 'leased', lease_owner = 'w', lease_until = now()`,
      `state = 'sending', attempt = 1, sending_since = now(), send_deadline = now()`,
      `state = 'sent', message_id = id + 1000, chat_id = 1, evidence = 'answer', sent_at = now()`,
    ])
      await db.query(`update delivery set ${set} where id = $1`, [reminder?.id]);
    for (const id of [announced, reminder?.id]) {
      await db.query('delete from receipt_watch where delivery_id = $1', [id]);
      await db.query(
        `insert into receipt (delivery_id, read_seen_at, source, checked_at) values ($1, now(), 'poll', now())`,
        [id],
      );
      await db.query(
        `insert into acknowledgement (delivery_id, sender_id, choice, content_version_id, source, event_id, acked_at)
         select d.id, d.sender_id, 'ack', r.content_version_id, 'click', 1, now()
           from delivery d join run r on r.id = d.run_id where d.id = $1`,
        [id],
      );
    }
    expect(await statsOf(run)).toMatchObject({
      recipients: 3,
      sent: 2,
      skipped: 1,
      pending: 0,
      read: 1,
      acked: 1,
      reasons: { skipped: [{ reason: 'bot', count: 1 }] },
      choices: [{ choice: 'ack', count: 1 }],
      ackSources: { click: 1, reaction: 0 },
    });
    const page = await reportsOn(db).recipients({ runId: run.runId }, {}, { limit: 10 });
    expect(page?.rows.map(({ person }) => person?.id ?? 0)).toEqual([1, 2, 3]);
    expect(await violationsOf(db.database.client, run.runId)).toEqual([]);
  });

  it('are those of the latest run of a campaign', async () => {
    const first = await rows.run(1, 'completed');
    await sent(first, 1, 60);
    const latest = await rows.anotherRun(first, 0);
    expect(await figures.stats({ campaignId: first.campaignId })).toMatchObject({
      runId: latest.runId,
      recipients: 0,
      rates: { readOfSent: null },
      medianTimeToReadS: null,
      reads: { asOf: null, nextSweepAt: null, backlog: 0 },
    });
  });

  it('are none before the first run', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000';
    expect(await figures.stats({ campaignId: nobody })).toBeNull();
    expect(await figures.stats({ runId: nobody })).toBeNull();
  });

  it('are the confirmed number of people until there are rows', async () => {
    expect(await statsOf(await rows.run(null, 'preparing'))).toMatchObject({
      recipients: 5,
      pending: 5,
      eta: null,
    });
    expect(await statsOf(await rows.run(null, 'cancelled'))).toMatchObject({ recipients: 5, cancelled: 5 });
  });

  it('are refused, and the defect is logged, when somebody is missing', async () => {
    const run = await rows.run(2);
    await sent(run, 1, 60);
    await expect(figures.stats({ runId: run.runId })).rejects.toMatchObject({
      code: 'conservation_violated',
      facts: { run_id: run.runId, expected: 2, rows: 1 },
    });
    expect(logged.join('')).toContain('a run does not add up');
  });

  describe('about reading', () => {
    it('bound the median by what is known of each read', async () => {
      const run = await rows.run(5, 'completed');
      const ids: bigint[] = [];
      for (let person = 1; person <= 5; person += 1) ids.push(await sent(run, person, 10_000));
      const [a, b, c, d] = ids as [bigint, bigint, bigint, bigint];
      await rows.receipt(a, 9_700); // between 0 and 300 s after the send
      await rows.receipt(b, 9_000, 9_700); // 300 to 1,000
      expect(await statsOf(run)).toMatchObject({ read: 2, medianTimeToReadS: null, medianPrecisionS: null });
      await rows.receipt(c, 6_000, 9_000); // 1,000 to 4,000
      await rows.receipt(d, null, 6_000); // looked at and not read
      const stats = await statsOf(run);
      expect(stats).toMatchObject({ read: 3, rates: { readOfSent: 0.6 } });
      expect(stats.medianTimeToReadS).toBeCloseTo(2_500, -2);
      expect(stats.medianPrecisionS).toBeCloseTo(1_500, -2);
    });

    it('say how old they are', async () => {
      const run = await rows.run(2);
      await rows.receipt(await sent(run, 1, 10_000), null, 5_000);
      await rows.receipt(await sent(run, 2, 10_000), 1_000);
      const { reads } = await statsOf(run);
      expect(reads.asOf?.getTime()).toBeCloseTo(ago(5_000).getTime(), -5);
    });
  });

  it('count second copies, and those that were removed', async () => {
    const run = await rows.run(1);
    const deliveryId = await sent(run, 1, 60);
    const other = await rows.anotherRun(run, 1, 'completed');
    const elsewhere = await sent(other, 1, 60);
    for (const [messageId, owner, of, removedAt] of [
      [1, run, deliveryId, null],
      [2, run, deliveryId, ago(0)],
      [3, other, elsewhere, null],
    ] as const) {
      await db.query(
        'insert into duplicate_message (message_id, sender_id, delivery_id, removed_at) values ($1, $2, $3, $4)',
        [messageId, owner.senderId, of, removedAt],
      );
    }
    expect(await statsOf(run)).toMatchObject({ duplicates: 2, duplicatesRemoved: 1 });
  });

  describe('about the end', () => {
    it('reckon it from the sends of the last minute', async () => {
      const run = await rows.run(14);
      for (let person = 1; person <= 8; person += 1) await sent(run, person, person === 8 ? 3_000 : 20);
      for (let person = 9; person <= 14; person += 1)
        await rows.delivery(run, { personId: person, state: 'pending' });
      const { eta } = await statsOf(run);
      // Seven in the last 20 seconds, and however long this test has taken.
      expect(eta?.ratePerS).toBeLessThanOrEqual(0.35);
      expect(eta?.ratePerS).toBeGreaterThan(0.1);
      expect(eta?.finishAt?.getTime()).toBeGreaterThan(Date.now());
    });

    it('promise none while nothing is sent, and none of a run that is not running', async () => {
      const stuck = await rows.run(1);
      await rows.delivery(stuck, { personId: 1, state: 'pending' });
      expect((await statsOf(stuck)).eta).toEqual({ ratePerS: 0, finishAt: null });
      const paused = await rows.run(1, 'paused');
      await rows.delivery(paused, { personId: 1, state: 'pending' });
      expect((await statsOf(paused)).eta).toBeNull();
    });
  });
});

describe('conservation', () => {
  let db: TestDatabase;
  let rows: RunRows;
  let reports: ReportsService;

  beforeAll(async () => {
    db = await createTestDatabase();
    rows = new RunRows(db);
    reports = reportsOn(db);
  });
  afterAll(() => db.close());

  it('finds nothing in rows that are as promised', async () => {
    const run = await rows.run(4, 'completed');
    await rows.receipt(await rows.delivery(run, { personId: 1, state: 'sent', sentAgoS: 100 }), 10, 50);
    await rows.receipt(await rows.delivery(run, { personId: 2, state: 'sent', sentAgoS: 100 }), null, 50);
    await rows.delivery(run, { personId: 3, state: 'sent' });
    await rows.delivery(run, { personId: 4, state: 'failed' });
    expect(await reports.conservation(run.runId)).toEqual([]);
    expect(await reports.conservation((await rows.run(null, 'preparing')).runId)).toEqual([]);
  });

  it('names what is wrong, and in how many rows', async () => {
    const run = await rows.run(9, 'completed');
    await rows.delivery(run, { personId: 1, state: 'pending' });
    const unknown = await rows.delivery(run, { personId: 2, state: 'unknown' });
    // Past the guard, which refuses it.
    await db.query(
      `set session_replication_role = replica;
       insert into receipt (delivery_id, read_seen_at, source, checked_at) values (${unknown}, now(), 'poll', now());
       set session_replication_role = origin`,
    );
    await rows.receipt(await rows.delivery(run, { personId: 3, state: 'sent', sentAgoS: 100 }), 200);
    await rows.receipt(await rows.delivery(run, { personId: 4, state: 'sent', sentAgoS: 100 }), 50, 120);
    const watched = await rows.delivery(run, { personId: 5, state: 'sent', sentAgoS: 100 });
    await db.query(
      `insert into receipt (delivery_id, read_seen_at, source, checked_at) values ($1, now(), 'poll', now())`,
      [watched],
    );
    const lost = await rows.delivery(run, { personId: 6, state: 'sent' });
    await db.query('delete from receipt_watch where delivery_id = $1', [lost]);
    const found = await reports.conservation(run.runId);
    expect(Object.fromEntries(found.map(({ code, count }) => [code, count]))).toEqual({
      row_count: 3,
      open_after_end: 2,
      read_without_send: 1,
      read_out_of_order: 2,
      watched_after_read: 1,
      sent_unwatched: 1,
    });
  });
});
