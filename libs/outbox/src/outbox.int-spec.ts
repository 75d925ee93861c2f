import { Prisma } from '#lib/database';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import type { PublishedEvent } from './domain/outbox-event.js';
import { Outbox } from './outbox.js';
import { EVENT_DAYS, OutboxRelay } from './outbox-relay.js';

const ALL = Number.MAX_SAFE_INTEGER;

describe('the outbox', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let relay: OutboxRelay;
  let outbox: Outbox;
  let from: number;
  let senderId: string;
  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    outbox = new Outbox(db.database);
  });
  beforeEach(async () => {
    relay = new OutboxRelay(db.database);
    senderId = await ledger.sender();
    await relay.runOnce();
    from = (await outbox.bounds()).newest;
  });
  afterAll(() => db.close());

  /** Publishes, and gives what this test has made happen. */
  const told = async (): Promise<readonly PublishedEvent[]> => {
    await relay.gather();
    await relay.runOnce();
    return outbox.after(from, 1_000);
  };
  const types = async (): Promise<readonly string[]> => (await told()).map(({ type }) => type);
  const move = (runId: string, set: string): Promise<unknown> =>
    db.query(`update run set ${set} where id = $1`, [runId]);

  it('tells the life of a run, in order, with who and why', async () => {
    const runId = await ledger.run(senderId, [1]);
    await move(
      runId,
      "status = 'paused', paused_by = 'key_1', pause_code = 'paused_by_person', pause_reason = 'ждём'",
    );
    await move(runId, "status = 'running', paused_by = null, pause_code = null, pause_reason = null");
    await move(
      runId,
      "status = 'paused', paused_by = 'system', pause_code = 'failure_share', pause_reason = 'x'",
    );
    await move(runId, "status = 'cancelling', paused_by = 'key_2', pause_code = 'cancelled_by_person'");
    await move(runId, "status = 'cancelled', finished_at = clock_timestamp()");
    const events = await told();
    expect(events.map(({ type, data }) => [type, data['by'] ?? null])).toEqual([
      ['campaign.started', null],
      ['campaign.paused', 'key_1'],
      ['campaign.resumed', null],
      ['campaign.held', 'system'],
      ['campaign.cancelling', 'key_2'],
      ['campaign.cancelled', 'key_2'],
    ]);
    expect(events[1]?.data).toEqual({
      status: 'paused',
      by: 'key_1',
      code: 'paused_by_person',
      reason: 'ждём',
    });
    expect(new Set(events.map((event) => event.runId))).toEqual(new Set([runId]));
  });

  it('tells of a time that a campaign was given, and of one at which nobody was sent anything', async () => {
    const campaignId = await ledger.campaign(senderId);
    const schedule = async (kind: 'now' | 'once' | 'recurring', endedAt: string | null): Promise<string> => {
      const [row] = await db.query<{ id: string }>(
        `insert into schedule (id, campaign_id, kind, rule, on_missed, late_minutes, overlap, confirmed_count, confirm_repeat,
                               confirmed_digest, requested_by, starts_from, evaluated_until, next_at, zone_data, ended_at, end_reason)
         values (gen_random_uuid(), $1, $2, $3, 'skip', 60, 'skip', 1, false, 'd', 'key_1', now(), now(),
                 '2026-11-30 10:00:00+03', 'z', $4::timestamptz, case when $4 is null then null else 'unscheduled' end)
         returning id`,
        [campaignId, kind, kind === 'recurring' ? '{}' : null, endedAt],
      );
      return row?.id ?? '';
    };
    await schedule('now', '2026-11-23 10:00:00+00');
    const id = await schedule('recurring', null);
    const occurrence = (key: string, outcome: string, reason: string): Promise<unknown> =>
      db.query(
        `insert into schedule_occurrence (schedule_id, local_key, fires_at, outcome, reason)
         values ($1, $2, '2026-11-30 10:00:00+03', $3, $4)`,
        [id, key, outcome, reason],
      );
    await occurrence('first', 'missed', 'late');
    await occurrence('second', 'waiting', 'overlap');
    await db.query(
      `update schedule_occurrence set outcome = 'skipped', reason = 'skipped_by_person', decided_by = 'key_2'
        where local_key = 'second'`,
    );
    const at = '2026-11-30T07:00:00.000Z';
    expect((await told()).map(({ type, campaignId: of, data }) => [type, of, data])).toEqual([
      ['campaign.scheduled', campaignId, { kind: 'recurring', next_at: at, by: 'key_1' }],
      ['schedule.skipped', campaignId, { local_key: 'first', fires_at: at, outcome: 'missed', code: 'late' }],
      [
        ...['schedule.skipped', campaignId],
        { local_key: 'second', fires_at: at, outcome: 'skipped', code: 'skipped_by_person', by: 'key_2' },
      ],
    ]);
  });

  it('tells of a completion and of what opened the run again, and of no change that is none', async () => {
    const runId = await ledger.run(senderId, []);
    await move(runId, "status = 'completed', finished_at = clock_timestamp()");
    await move(runId, "status = 'running', finished_at = null");
    await move(runId, "status = 'running', expires_at = null");
    expect(await types()).toEqual(['campaign.started', 'campaign.completed', 'campaign.reopened']);
  });

  it('tells of nothing that was rolled back', async () => {
    await expect(
      db.database.transaction(async (tx) => {
        await outbox.record(tx, { type: 'campaign.completed' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await types()).toEqual([]);
  });

  it('skips no gap: what was written first and committed last gets a later place, and is read', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let written: () => void = () => undefined;
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const slow = db.database.transaction(async (tx) => {
      await outbox.record(tx, { type: 'campaign.paused', data: { which: 'slow' } });
      written();
      await held;
    });
    await isWritten;
    await outbox.record(db.database.client, { type: 'campaign.resumed', data: { which: 'quick' } });
    const first = await told();
    expect(first.map(({ data }) => data['which'])).toEqual(['quick']);
    const seen = first.at(-1)?.seq ?? 0;
    release();
    await slow;
    await relay.runOnce();
    const later = await outbox.after(seen, 10);
    expect(later.map(({ data }) => data['which'])).toEqual(['slow']);
  });

  it('numbers without gaps and without doubles when several processes publish at once', async () => {
    const client = db.database.client;
    const count = 1_300;
    await client.$executeRaw`
      insert into outbox_event (type, data)
      select 'campaign.paused', jsonb_build_object('at', n) from generate_series(1, ${count}::int) n order by n`;
    const handed: number[] = [];
    const relays = Array.from({ length: 4 }, () => {
      const each = new OutboxRelay(db.database);
      each.subscribe((_tx, events) => {
        handed.push(...events.map(({ seq }) => seq));
        return Promise.resolve();
      });
      return each;
    });
    while ((await outbox.bounds()).newest < from + count)
      await Promise.all(relays.map((each) => each.runOnce()));
    const expected = Array.from({ length: count }, (_, at) => from + 1 + at);
    expect(handed.sort((a, b) => a - b)).toEqual(expected);
    const rows = await db.query<{ seq: string; at: number }>(
      "select seq, (data->>'at')::int as at from outbox_event where seq > $1 order by seq",
      [from],
    );
    expect(rows.map(({ at }) => at)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  });

  it('publishes nothing that a subscriber could not write down', async () => {
    await outbox.record(db.database.client, { type: 'campaign.paused' });
    relay.subscribe(() => Promise.reject(new Error('full')));
    await expect(relay.runOnce()).rejects.toThrow('full');
    expect((await outbox.bounds()).newest).toBe(from);
    relay = new OutboxRelay(db.database);
    expect(await types()).toEqual(['campaign.paused']);
  });

  it('tells of messages that were given up in batches', async () => {
    const people = Array.from({ length: 230 }, (_, at) => at + 1);
    const runId = await ledger.run(senderId, people);
    await db.query(
      "insert into outbox_part (type, run_id, delivery_id) select 'delivery.failed', run_id, id from delivery where run_id = $1",
      [runId],
    );
    const batches = (await told()).filter(({ type }) => type === 'delivery.failed');
    expect(batches.map(({ data }) => data['count'])).toEqual([200, 30]);
    expect(batches.flatMap(({ data }) => data['delivery_ids'] as number[])).toHaveLength(230);
    expect(await db.query('select from outbox_part')).toHaveLength(0);
  });

  it('tells once that a delivery failed, that it was read and that it was confirmed', async () => {
    const runId = await ledger.emptyRun(await ledger.campaign(senderId), { expectedCount: 2 });
    const failed = await ledger.delivery(runId, 1, 'failed');
    const read = await ledger.delivery(runId, 2, 'sent');
    await db.query('insert into receipt (delivery_id, unread_as_of, checked_at) values ($1, now(), now())', [
      read,
    ]);
    for (let time = 0; time < 2; time += 1)
      await db.query(
        "update receipt set read_seen_at = coalesce(read_seen_at, now()), source = 'poll' where delivery_id = $1",
        [read],
      );
    await db.query(
      `insert into acknowledgement (delivery_id, sender_id, choice, content_version_id, source, event_id, acked_at)
       values ($1, $2, 'ack', $3, 'click', 1, '2026-11-22T07:42:00Z')`,
      [read, senderId, await ledger.versionOf(runId)],
    );
    const events = (await told()).filter(({ type }) => !type.startsWith('campaign.'));
    expect(events.map(({ type, data }) => [type, data])).toEqual(
      expect.arrayContaining([
        ['delivery.failed', { count: 1, delivery_ids: [Number(failed)] }],
        ['receipt.read', { count: 1, delivery_ids: [Number(read)] }],
        [
          'receipt.acknowledged',
          {
            delivery_id: Number(read),
            user_id: 2,
            choice: 'ack',
            source: 'click',
            acked_at: '2026-11-22T07:42:00.000Z',
          },
        ],
      ]),
    );
    expect(events).toHaveLength(3);
  });

  it('tells of each quarter once, and of none twice when several count at once', async () => {
    const runId = await ledger.emptyRun(await ledger.campaign(senderId), { expectedCount: 8 });
    const percents = async (): Promise<unknown[]> => {
      await Promise.all([relay.tellProgress(0), new OutboxRelay(db.database).tellProgress(0)]);
      return (await told()).flatMap(({ type, data, runId: of }) =>
        type === 'campaign.progressed' && of === runId ? [data['percent']] : [],
      );
    };
    const ids: bigint[] = [];
    for (let person = 1; person <= 8; person += 1) ids.push(await ledger.delivery(runId, person));
    const close = (count: number): Promise<unknown> =>
      db.query("update delivery set state = 'cancelled' where id = any($1::bigint[]) and state = 'pending'", [
        ids.slice(0, count),
      ]);
    expect(await percents()).toEqual([]);
    await close(3);
    expect(await percents()).toEqual([25]);
    expect(await percents()).toEqual([25]);
    await close(7);
    expect(await percents()).toEqual([25, 75]);
    await close(8);
    expect(await percents()).toEqual([25, 75]);
  });

  it('tells once that a bot cannot send, and that it can again', async () => {
    const hold =
      "update sender set status = 'held', hold_code = 'token_rejected', hold_detail = 'x' where id = $1";
    await db.query(hold, [senderId]);
    await db.query(
      "update sender set status = 'checking', hold_code = null, hold_detail = null where id = $1",
      [senderId],
    );
    await db.query(hold, [senderId]);
    await db.query(
      "update sender set status = 'checking', hold_code = null, hold_detail = null where id = $1",
      [senderId],
    );
    await db.query("update sender set status = 'active' where id = $1", [senderId]);
    await db.query("update sender set status = 'checking' where id = $1", [senderId]);
    await db.query("update sender set status = 'active' where id = $1", [senderId]);
    await db.query('insert into open_breaker (sender_id, since) values ($1, now())', [senderId]);
    await db.query('delete from open_breaker where sender_id = $1', [senderId]);
    expect((await told()).map(({ type, data }) => [type, data['code'] ?? null])).toEqual([
      ['connection.degraded', 'token_rejected'],
      ['connection.restored', null],
      ['connection.degraded', 'too_many_doubts'],
      ['connection.restored', null],
    ]);
  });

  it('pages both ways, and by campaign', async () => {
    const [campaignId, other] = [await ledger.campaign(senderId), await ledger.campaign(senderId)];
    for (const id of [campaignId, other, campaignId, campaignId])
      await outbox.record(db.database.client, { type: 'campaign.paused', campaignId: id });
    await relay.runOnce();
    const list = async (after: number | null, isOldestFirst: boolean) =>
      outbox.list({ types: ['campaign.paused'], campaignId }, { after, limit: 2, isOldestFirst });
    const first = await list(null, false);
    expect(first.events.map(({ seq }) => seq)).toEqual([from + 4, from + 3]);
    const second = await list(first.next, false);
    expect(second.events.map(({ seq }) => seq)).toEqual([from + 1]);
    expect(second.next).toBeNull();
    const forth = await list(from, true);
    expect(forth.events.map(({ seq }) => seq)).toEqual([from + 1, from + 3]);
    expect(
      (
        await outbox.list(
          { types: ['campaign.held'], campaignId },
          { after: null, limit: 2, isOldestFirst: false },
        )
      ).events,
    ).toEqual([]);
  });

  it('forgets what is old and published, and says what can still be read', async () => {
    await outbox.record(db.database.client, { type: 'campaign.paused' });
    await relay.runOnce();
    await outbox.record(db.database.client, { type: 'campaign.resumed' });
    await db.query(
      `update outbox_event set created_at = created_at - make_interval(days => ${EVENT_DAYS + 1})`,
    );
    expect(await relay.purge()).toBeGreaterThan(0);
    expect(await outbox.bounds()).toEqual({ oldest: from + 2, newest: from + 1 });
    await relay.runOnce();
    expect(await outbox.bounds()).toEqual({ oldest: from + 2, newest: from + 2 });
    expect(await outbox.after(from, 10)).toHaveLength(1);
  });

  it('looks for what waits in its index', async () => {
    await db.query(
      "insert into outbox_event (type, seq) select 'campaign.paused', $1::bigint + n from generate_series(1, 3000) n",
      [ALL - 5_000],
    );
    await db.query('analyze outbox_event');
    const plan = await db.database.client.$queryRaw<Record<string, string>[]>(Prisma.sql`
      explain select n from outbox_event where seq is null order by n limit 500`);
    expect(JSON.stringify(plan)).toContain('outbox_event_fresh_ix');
    await db.query('delete from outbox_event where seq > $1', [ALL - 5_000]);
  });
});
