import { plainContent } from '#lib/content';
import { createSchedulingBench, ruleInMoscow, type SchedulingBench, TO_SEND } from './scheduling.fixture.js';

/** At ten in Moscow, so many minutes later. */
const day = (date: string, minutes = 0): Date => new Date(Date.parse(`${date}T07:00:00Z`) + minutes * 60_000);

describe('a schedule', () => {
  let bench: SchedulingBench;
  beforeAll(async () => {
    bench = await createSchedulingBench();
  });
  afterEach(async () => {
    await bench.endRuns();
    await bench.db.query('delete from schedule');
    await bench.db.query("update sender set status = 'active', hold_code = null");
  });
  afterAll(() => bench.close());

  const statusOf = async (id: string): Promise<string> => (await bench.campaigns.get(id)).status;
  const once = ruleInMoscow({ until: '2030-01-07' });

  it('for one time begins then and not before, and is over with that run', async () => {
    const { campaign } = await bench.planned(once, { kind: 'once' });
    expect(campaign).toMatchObject({ status: 'scheduled', startsAt: day('2030-01-07') });
    expect(await bench.fire(new Date(day('2030-01-07').getTime() - 1))).toEqual([]);
    expect(await bench.fire(day('2030-01-07'))).toEqual(['2030-01-07T10:00 launch']);
    expect(await statusOf(campaign.id)).toBe('running');
    expect(await bench.fire(day('2031-01-07'))).toEqual([]);
    expect(await bench.scheduling.get(campaign.id)).toMatchObject({
      schedule: { endReason: 'done' },
      nextRuns: [],
    });
  });

  it('that is taken back never begins, and its draft can be planned again', async () => {
    const { campaign } = await bench.planned(once, { kind: 'once' });
    await bench.tx((tx) => bench.scheduling.unschedule(tx, campaign.id));
    expect(await bench.campaigns.get(campaign.id)).toMatchObject({ status: 'draft', startsAt: null });
    expect(await bench.fire(day('2030-01-07'))).toEqual([]);
    await expect(bench.tx((tx) => bench.scheduling.unschedule(tx, campaign.id))).rejects.toMatchObject({
      code: 'state_conflict',
      facts: { action: 'unschedule', status: 'draft' },
    });
  });

  it('that recurs stays scheduled while its runs come and go, and ends with the last of them', async () => {
    const { campaign } = await bench.planned(ruleInMoscow({ count: 3 }));
    for (const date of ['2030-01-07', '2030-01-08']) {
      expect(await bench.fire(day(date))).toEqual([`${date}T10:00 launch`]);
      expect(await statusOf(campaign.id)).toBe('scheduled');
      await bench.endRuns();
    }
    expect(await bench.fire(day('2030-01-09'))).toEqual(['2030-01-09T10:00 launch']);
    expect(await statusOf(campaign.id)).toBe('running');
  });

  it('leaves out what was missed, begins the newest where that is not too late, and never a backlog', async () => {
    const { campaign } = await bench.planned(ruleInMoscow());
    expect(await bench.fire(day('2030-01-09', 60))).toEqual([
      '2030-01-07T10:00 missed',
      '2030-01-08T10:00 missed',
      '2030-01-09T10:00 launch',
    ]);
    await bench.endRuns();
    expect(await bench.fire(day('2030-01-10', 61))).toEqual(['2030-01-10T10:00 missed']);
    const page = await bench.scheduling.occurrences(campaign.id, { after: null, limit: 3 });
    expect(page.occurrences.map(({ key, reason }) => [key, reason])).toEqual([
      ['2030-01-10T10:00', 'late'],
      ['2030-01-09T10:00', null],
      ['2030-01-08T10:00', 'newer_was_due'],
    ]);
    const rest = await bench.scheduling.occurrences(campaign.id, { after: page.next, limit: 3 });
    expect(rest).toMatchObject({ occurrences: [{ key: '2030-01-07T10:00' }], next: null });
  });

  it('for one time that was missed leaves the draft as it was', async () => {
    const { campaign } = await bench.planned(once, { kind: 'once' });
    expect(await bench.fire(day('2030-01-07', 61))).toEqual(['2030-01-07T10:00 missed']);
    expect(await statusOf(campaign.id)).toBe('draft');
  });

  it('asks where that was said, and does what somebody decides', async () => {
    const { campaign } = await bench.planned(ruleInMoscow(), { onMissed: 'ask' });
    expect(await bench.fire(day('2030-01-07', 5))).toEqual(['2030-01-07T10:00 asking']);
    const decide = (key: string): Promise<void> =>
      bench.tx((tx) => bench.scheduling.decide(tx, campaign.id, { key, isSent: true, by: 'key_a' }));
    await expect(decide('2030-01-08T10:00')).rejects.toMatchObject({ code: 'occurrence_not_asking' });
    await decide('2030-01-07T10:00');
    await expect(decide('2030-01-07T10:00')).rejects.toMatchObject({ code: 'occurrence_not_asking' });
    const [told] = (await bench.scheduling.occurrences(campaign.id, { after: null, limit: 1 })).occurrences;
    expect(told).toMatchObject({ outcome: 'launched', reason: 'late', decidedBy: 'key_a' });
    expect(await statusOf(campaign.id)).toBe('scheduled');
  });

  it('skips, or waits for, the run before it, as was said', async () => {
    const skipping = await bench.planned(ruleInMoscow());
    const waiting = await bench.planned(ruleInMoscow({ localTime: '10:30' }), { overlap: 'wait' });
    await bench.fire(day('2030-01-07', 30));
    expect(await bench.fire(day('2030-01-08', 30))).toEqual([
      '2030-01-08T10:00 skipped',
      '2030-01-08T10:30 waiting',
    ]);
    expect(await bench.fire(day('2030-01-08', 300))).toEqual([]);
    await bench.endRuns();
    expect(await bench.fire(day('2030-01-08', 301))).toEqual(['2030-01-08T10:30 launch']);
    for (const { campaign } of [skipping, waiting]) expect(await statusOf(campaign.id)).toBe('scheduled');
  });

  it('records what comes due while it is paused, and goes on with what comes after', async () => {
    const { campaign } = await bench.planned(ruleInMoscow());
    const pause = (isPaused: boolean) =>
      bench.tx((tx) => bench.scheduling.setPaused(tx, campaign.id, isPaused));
    await pause(true);
    expect(await bench.fire(day('2030-01-07'))).toEqual(['2030-01-07T10:00 skipped']);
    await pause(false);
    expect(await bench.fire(day('2030-01-08'))).toEqual(['2030-01-08T10:00 launch']);
  });

  it('holds a run whose people have become too many or too few, and sends to fewer changes', async () => {
    const { campaign } = await bench.planned(ruleInMoscow());
    const spared = 'update person set is_suspended = true where id = ';
    await bench.db.query(`${spared}1`);
    await bench.fire(day('2030-01-07'));
    await bench.endRuns();
    await bench.db.query(`${spared}2`);
    await bench.fire(day('2030-01-08'));
    await bench.db.query('update person set is_suspended = id = 10');
    const runs = await bench.db.query(
      'select status::text as status, pause_code, confirmed_count from run where campaign_id = $1 order by created_at',
      [campaign.id],
    );
    expect(runs).toEqual([
      { status: 'completed', pause_code: null, confirmed_count: TO_SEND - 1 },
      { status: 'paused', pause_code: 'audience_changed', confirmed_count: TO_SEND },
    ]);
  });

  it('tries again what is refused, tells why, and gives it up when it is too late', async () => {
    const { campaign } = await bench.planned(ruleInMoscow());
    await bench.db.query("update sender set status = 'held', hold_code = 'token_rejected'");
    expect(await bench.fire(day('2030-01-07'))).toEqual([]);
    expect((await bench.scheduling.get(campaign.id)).schedule.problem).toMatchObject({ code: 'sender_held' });
    expect(await statusOf(campaign.id)).toBe('scheduled');
    await bench.db.query("update sender set status = 'active', hold_code = null");
    expect(await bench.fire(day('2030-01-07', 1))).toEqual(['2030-01-07T10:00 launch']);
    expect((await bench.scheduling.get(campaign.id)).schedule.problem).toBeNull();

    await bench.endRuns();
    await bench.db.query("update sender set status = 'held', hold_code = 'token_rejected'");
    await bench.fire(day('2030-01-08'));
    expect(await bench.fire(day('2030-01-08', 61))).toEqual(['2030-01-08T10:00 missed']);
    const [told] = (await bench.scheduling.occurrences(campaign.id, { after: null, limit: 1 })).occurrences;
    expect(told).toMatchObject({ outcome: 'missed', reason: 'sender_held' });
  });

  it('gives its runs an end of their own', async () => {
    const { campaign } = await bench.planned(ruleInMoscow(), { expiresAfterSeconds: 3_600 });
    await bench.fire(day('2030-01-07', 10));
    expect(await bench.db.query('select expires_at from run where campaign_id = $1', [campaign.id])).toEqual([
      { expires_at: day('2030-01-07', 60) },
    ]);
  });

  it('ends with the cancelling of its run', async () => {
    const { campaign } = await bench.planned(ruleInMoscow());
    await bench.fire(day('2030-01-07'));
    await bench.db.query("update campaign set status = 'running' where id = $1", [campaign.id]);
    expect(await bench.fire(day('2030-01-08'))).toEqual([]);
    expect((await bench.scheduling.get(campaign.id)).schedule.endReason).toBe('cancelled');
  });

  it('keeps its confirmed people no longer than until it ends so, but for a run that has no rows of them yet', async () => {
    const frozen = { audienceMode: 'frozen', boundPercent: null } as const;
    const [needed, cancelled] = [
      await bench.planned(ruleInMoscow(), frozen),
      await bench.planned(ruleInMoscow(), frozen),
    ];
    await bench.fire(day('2030-01-07'));
    await bench.db.query("update campaign set status = 'running' where status = 'scheduled'");
    await bench.db.query(
      "update run set status = 'cancelling', paused_by = 'key_a', pause_code = 'cancelled_by_person' where campaign_id = $1",
      [cancelled.campaign.id],
    );
    await bench.fire(day('2030-01-08'));
    const kept = await bench.db.query(
      `select f.campaign_id as id, c.frozen_id is null as "isReleased", exists (select from frozen_people p where p.frozen_id = f.id) as "hasPeople"
         from frozen_audience f join campaign c on c.id = f.campaign_id`,
    );
    expect(kept).toHaveLength(2);
    expect(kept).toContainEqual({ id: needed.campaign.id, isReleased: true, hasPeople: true });
    expect(kept).toContainEqual({ id: cancelled.campaign.id, isReleased: true, hasPeople: false });
  });

  it('has its bot look at a thread that nothing is known of when its time comes, and begins when it is told', async () => {
    await bench.db.query(`update sender set bot_user_id = 500, scopes = '{threads:read}'`);
    await bench.db.query(
      `insert into chat (id, name, is_channel, is_archived, is_public, is_member, member_count, synced_at, members_synced_at)
       values (1, 'chat', false, false, false, true, 1, now(), now())`,
    );
    await bench.db.query('insert into chat_member (chat_id, person_id) values (1, 500)');
    const told = () =>
      bench.db.query(
        `insert into place_lookup (sender_id, kind, id, looked_at, thread_chat_id, root_chat_id)
         select id, 'thread', 50, clock_timestamp(), 900, 1 from sender
         on conflict (sender_id, kind, id) do update
           set looked_at = excluded.looked_at, next_try_at = null, thread_chat_id = 900, root_chat_id = 1`,
      );
    await told();
    const target = { type: 'thread', threadIds: [50], messageIds: [], skipInviteMentions: false } as const;
    const values = { content: plainContent('В тред'), audience: {}, target };
    const { campaign } = await bench.planned(once, { kind: 'once', expectedRecipients: 1 }, values);
    // As of a bot that came after the check.
    await bench.db.query('delete from place_lookup');
    expect(await bench.fire(day('2030-01-07'))).toEqual([]);
    expect((await bench.scheduling.get(campaign.id)).schedule.problem).toMatchObject({
      code: 'chat_not_writable',
    });
    const asked = await bench.db.query(
      'select kind, id::int as id from place_lookup where next_try_at is not null',
    );
    expect(asked).toEqual([{ kind: 'thread', id: 50 }]);
    await told();
    expect(await bench.fire(day('2030-01-07', 1))).toEqual(['2030-01-07T10:00 launch']);
  });

  it('that has no time left, or begins behind the end of its campaign, is refused', async () => {
    const past = ruleInMoscow({ anchorDate: '2020-01-01', until: '2020-01-02' });
    await expect(bench.planned(past)).rejects.toMatchObject({ details: [{ code: 'no_occurrence' }] });
    await expect(bench.planned(past, { kind: 'once' })).rejects.toMatchObject({
      details: [{ pointer: '#/at', code: 'in_the_past' }],
    });
    const { id } = await bench.draft({ expiresAt: day('2030-01-07') });
    const plan = bench.planned.bind(bench);
    await expect(plan(once, { kind: 'once' })).resolves.toBeDefined();
    await expect(
      bench.tx((tx) =>
        bench.scheduling.schedule(tx, id, {
          onMissed: 'late',
          lateMinutes: 60,
          overlap: 'skip',
          boundPercent: 20,
          maxRecipients: null,
          audienceMode: 'fresh',
          confirmRepeat: true,
          expiresAfterSeconds: null,
          expectedRecipients: TO_SEND,
          by: 'key_test',
          kind: 'once',
          rule: once,
        }),
      ),
    ).rejects.toMatchObject({ details: [{ code: 'after_expiry' }] });
    expect(await statusOf(id)).toBe('draft');
  });

  it('needs the number of people that was seen', async () => {
    await expect(bench.planned(once, { expectedRecipients: TO_SEND + 1 })).rejects.toMatchObject({
      code: 'audience_changed',
    });
  });
});

describe('a schedule whose people have become so many that somebody else has to agree', () => {
  let bench: SchedulingBench;
  beforeAll(async () => {
    bench = await createSchedulingBench(undefined, { VESTNIK_APPROVAL_ABOVE: String(TO_SEND - 1) });
  });
  afterAll(() => bench.close());

  const suspendOne = (isSuspended: boolean): Promise<unknown> =>
    bench.db.query('update person set is_suspended = $1 where id = 1', [isSuspended]);
  const runsOf = (id: string): Promise<object[]> =>
    bench.db.query('select confirmed_count from run where campaign_id = $1', [id]);
  const rule = ruleInMoscow({ until: '2030-01-07' });

  it('sends nothing and tells why, where nobody had to agree to the few of then', async () => {
    await suspendOne(true);
    const few = { kind: 'once', expectedRecipients: TO_SEND - 1 } as const;
    const { campaign, schedule } = await bench.planned(rule, few);
    expect(schedule.approvedBy).toBeNull();
    await suspendOne(false);
    expect(await bench.fire(day('2030-01-07'))).toEqual([]);
    expect((await bench.scheduling.get(campaign.id)).schedule.problem).toMatchObject({
      code: 'approval_required',
      facts: { people: TO_SEND, above: TO_SEND - 1 },
    });
    expect((await bench.campaigns.get(campaign.id)).status).toBe('scheduled');
    expect(await bench.fire(day('2030-01-07', 61))).toEqual(['2030-01-07T10:00 missed']);
    expect((await bench.campaigns.get(campaign.id)).status).toBe('draft');
    expect(await runsOf(campaign.id)).toEqual([]);
  });

  it('begins where somebody had taken so many upon themselves', async () => {
    const { campaign } = await bench.planned(rule, { kind: 'once', approval: 'break_glass' });
    expect(await bench.fire(day('2030-01-07'))).toEqual(['2030-01-07T10:00 launch']);
    expect(await runsOf(campaign.id)).toEqual([{ confirmed_count: TO_SEND }]);
  });
});

describe('a send that can be taken back', () => {
  let bench: SchedulingBench;
  beforeAll(async () => {
    bench = await createSchedulingBench();
  });
  afterAll(() => bench.close());

  const send = async (): Promise<{ id: string; at: Date }> => {
    const { id } = await bench.draft();
    const request = { expectedRecipients: TO_SEND, confirmRepeat: true, by: 'key_test', windowSeconds: 10 };
    const { campaign } = await bench.tx((tx) => bench.scheduling.sendAfter(tx, id, request));
    if (campaign.startsAt === null) throw new Error('It never starts');
    return { id, at: campaign.startsAt };
  };
  const runsOf = (id: string): Promise<object[]> =>
    bench.db.query('select status::text as status from run where campaign_id = $1', [id]);

  it('has no run before the window has passed, by the clock of the database', async () => {
    const { id, at } = await send();
    expect(await bench.fire(new Date(at.getTime() - 1))).toEqual([]);
    expect(await runsOf(id)).toEqual([]);
    expect(await bench.fire(at)).toEqual([`${at.toISOString()} launch`]);
    expect(await runsOf(id)).toEqual([{ status: 'preparing' }]);
    expect((await bench.campaigns.get(id)).status).toBe('running');
  });

  it('is a draft again where it was taken back in time', async () => {
    const { id, at } = await send();
    await bench.tx((tx) => bench.scheduling.unschedule(tx, id));
    expect(await bench.fire(at)).toEqual([]);
    expect(await runsOf(id)).toEqual([]);
    expect((await bench.campaigns.get(id)).status).toBe('draft');
  });

  it('is either taken back or begun, never both, when both happen at once', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, at } = await send();
      const [taken] = await Promise.allSettled([
        bench.tx((tx) => bench.scheduling.unschedule(tx, id)),
        bench.fire(at),
      ]);
      const { status } = await bench.campaigns.get(id);
      expect(status).toBe(taken.status === 'fulfilled' ? 'draft' : 'running');
      expect(await runsOf(id)).toHaveLength(status === 'draft' ? 0 : 1);
    }
  });
});
