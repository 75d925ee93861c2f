import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { NOT_YET_DEEDS, NOT_YET_REASONS, type NotYetDeed, type NotYetReason } from './domain/not-yet.js';
import type { RunFigures } from './figures.service.js';
import type { ReportsService } from './reports.service.js';
import { figuresOn, reportsOn, type RunIds, RunRows } from './run-rows.fixture.js';

const DAY_S = 86_400;

describe('who has not read or confirmed', () => {
  let db: TestDatabase;
  let rows: RunRows;
  let reports: ReportsService;
  let figures: RunFigures;
  let run: RunIds;

  /** Who has got it ten days ago, except for 3, who got it just now. 1 has read, 2 has read and confirmed. */
  beforeAll(async () => {
    db = await createTestDatabase();
    rows = new RunRows(db);
    reports = reportsOn(db);
    ({ figures } = figuresOn(db));
    run = await rows.run(15);
    const people: Parameters<RunRows['person']>[1][] = [
      {},
      {},
      {},
      {},
      { isSuspended: true },
      { hasLeft: true },
      { invite: 'sent' },
      {},
      { isAway: true },
      {},
      {},
      {},
      {},
      {},
    ];
    for (const [index, person] of people.entries()) await rows.person(index + 1, person);
    const ids = new Map<number, bigint>();
    // 15 is not in the directory.
    for (const personId of [1, 2, 4, 5, 6, 7, 8, 9, 10, 15]) {
      ids.set(personId, await rows.delivery(run, { personId, state: 'sent', sentAgoS: 10 * DAY_S }));
    }
    const of = (person: number): bigint => ids.get(person) ?? 0n;
    await rows.delivery(run, { personId: 3, state: 'sent', sentAgoS: 60 });
    await rows.delivery(run, { personId: 11, state: 'pending' });
    await rows.delivery(run, { personId: 12, state: 'unknown' });
    await rows.delivery(run, { personId: 13, state: 'failed', reason: 'suspended' });
    await rows.delivery(run, { personId: 14, state: 'cancelled' });
    await rows.receipt(of(1), 5 * DAY_S, 6 * DAY_S);
    await rows.receipt(of(2), 5 * DAY_S, 6 * DAY_S);
    await rows.acknowledgement(of(2), 4 * DAY_S);
    await rows.recall(of(10));
    await db.query(`insert into opt_out (person_id, reason, set_by) values (8, 'leave', 'test')`);
  });
  afterAll(() => db.close());

  const groupsOf = async (deed: NotYetDeed, unreadDays: number): Promise<Record<string, number>> => {
    const found = await figures.notYet(run, { deed, unreadDays });
    return Object.fromEntries((found?.groups ?? []).map(({ why, count }) => [why, count]));
  };
  const namedBy = async (deed: NotYetDeed, why: NotYetReason): Promise<number[]> => {
    const filter = { notYet: { deed, why: [why], unreadDays: 3 } };
    const found = await reports.recipients(run, filter, { limit: 50 });
    return (found?.rows ?? []).map(({ person }) => person?.id ?? 0);
  };

  it('is told by why, and adds up to everybody', async () => {
    expect(await figures.notYet(run, { deed: 'read', unreadDays: 3 })).toMatchObject({
      runId: run.runId,
      campaignId: run.campaignId,
      recipients: 15,
      done: 2,
      notYet: 13,
      toChase: 2,
    });
    expect(await groupsOf('read', 3)).toEqual({
      on_its_way: 2,
      not_sent: 2,
      recalled: 1,
      deactivated: 3,
      never_confirmed: 1,
      opted_out: 1,
      away: 1,
      unread_long: 1,
      unread: 1,
    });
  });

  it('counts those who have read and not confirmed among those to chase', async () => {
    const found = await figures.notYet(run, { deed: 'acked', unreadDays: 3 });
    expect(found).toMatchObject({ recipients: 15, done: 1, notYet: 14, toChase: 3 });
    expect(await groupsOf('acked', 3)).toMatchObject({ read_only: 1, unread_long: 1, unread: 1 });
  });

  it('is long unread from the day on that was asked for', async () => {
    expect(await groupsOf('read', 11)).toMatchObject({ unread: 2 });
    expect(await groupsOf('read', 9)).toMatchObject({ unread_long: 1, unread: 1 });
  });

  it('does not call a confirmation of an older text one of this', async () => {
    const other = await rows.run(1);
    const deliveryId = await rows.delivery(other, { personId: 1, state: 'sent', sentAgoS: DAY_S });
    await rows.acknowledgement(deliveryId, 100);
    const question = { deed: 'acked', unreadDays: 3 } as const;
    expect(await figures.notYet(other, question)).toMatchObject({ done: 1 });
    await db.query(
      `with newer as (
         insert into content_version (id, campaign_id, number, template, substance, content_hash, created_by)
         select gen_random_uuid(), campaign_id, number + 1, 'Other', number + 1, 'other', 'test'
           from content_version where id = (select content_version_id from run where id = $1) returning id)
       update run set content_version_id = (select id from newer) where id = $1`,
      [other.runId],
    );
    expect(await figures.notYet(other, question)).toMatchObject({ done: 0, notYet: 1 });
  });

  it.each(NOT_YET_DEEDS.flatMap((deed) => NOT_YET_REASONS.map((why) => [deed, why] as const)))(
    'lists for %s and %s as many as it counts',
    async (deed, why) => {
      const counts = await groupsOf(deed, 3);
      expect(await namedBy(deed, why)).toHaveLength(counts[why] ?? 0);
    },
  );

  it('is nobody of a campaign without a run', async () => {
    const nobody = { campaignId: '00000000-0000-7000-8000-000000000000' };
    expect(await figures.notYet(nobody, { deed: 'read', unreadDays: 3 })).toBeNull();
    expect(await reports.failures(nobody)).toBeNull();
  });

  it('groups whom it did not reach, what is to be mended first', async () => {
    const failures = await reports.failures(run);
    expect(failures?.groups).toEqual([
      { state: 'failed', reason: 'suspended', count: 1 },
      { state: 'unknown', reason: null, count: 1 },
      { state: 'cancelled', reason: null, count: 1 },
    ]);
  });
});
