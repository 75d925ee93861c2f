import { plainContent } from '#lib/content';
import { PLAIN_STEP } from '#lib/deliveries';
import type { SenderSession } from '#lib/senders';
import type { Rung } from './follow-up-plan.js';
import { FollowUpPlans } from './follow-up-plans.js';
import { type AnnouncedRun, FollowUpsBench } from './followups.fixture.js';
import { Ladder } from './ladder.js';

const ANNA = 1001;
const [BORIS, VERA] = [ANNA + 1, ANNA + 2];
const LADDER: readonly Rung[] = [
  {
    when: { afterHours: 24 },
    who: 'unread',
    managers: null,
    ...PLAIN_STEP,
    content: plainContent('Прочтите, пожалуйста'),
  },
  { when: { afterHours: 48 }, who: 'unacknowledged', managers: null, ...PLAIN_STEP, content: null },
];

describe('the ladder of a campaign', () => {
  let bench: FollowUpsBench;
  let bot: SenderSession;
  let run: AnnouncedRun;
  let plans: FollowUpPlans;
  let ladder: Ladder;
  beforeAll(async () => {
    bench = await FollowUpsBench.open();
    await bench.ledger.people([ANNA, BORIS, VERA]);
    plans = bench.module.get(FollowUpPlans);
    ladder = bench.module.get(Ladder);
  });
  beforeEach(async () => {
    await bench.db.query('delete from follow_up_plan');
    bot = await bench.bot();
    run = await bench.announced(bot, [ANNA, BORIS, VERA]);
  });
  afterAll(() => bench.close());

  /** As if it had been set while the campaign was a draft. */
  const plan = async (rungs = LADDER, deadlineAt: Date | null = null): Promise<void> => {
    await bench.db.query(`update campaign set status = 'draft' where id = $1`, [run.campaignId]);
    await bench.tx((tx) => plans.put(tx, run.campaignId, { rungs, deadlineAt }, 'key_boss'));
    await bench.db.query(`update campaign set status = 'completed' where id = $1`, [run.campaignId]);
  };
  /** So many hours go by. */
  const pass = (hours: number): Promise<unknown> =>
    bench.db.query(`update run set prepared_at = prepared_at - make_interval(hours => $2) where id = $1`, [
      run.runId,
      hours,
    ]);
  /** For the messages, too. */
  const passFor = (hours: number, step = 0): Promise<unknown> =>
    bench.db.query(
      `update delivery set sent_at = sent_at - make_interval(hours => $2) where run_id = $1 and step = $3`,
      [run.runId, hours, step],
    );

  it('waits for its time, then reminds who has not read, and later who has not confirmed', async () => {
    await plan();
    expect(await ladder.runOnce()).toBe(0);
    await bench.read(run, BORIS);
    await pass(24);
    await passFor(24);
    expect(await ladder.runOnce()).toBe(1);
    expect(await ladder.runOnce()).toBe(0);
    expect(await bench.statusOf(run)).toBe('running running');
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} sent`, `${VERA} sent`]);
    await bench.upkeep.runOnce();
    expect(await bench.statusOf(run)).toBe('completed completed');
    await bench.confirm(run, ANNA);
    await pass(24);
    await passFor(24);
    expect(await ladder.runOnce()).toBe(1);
    await bench.send(bot);
    expect(await bench.rows(run, 2)).toEqual([`${BORIS} sent`, `${VERA} sent`]);
    const { rows } = await bench.list.list(run.campaignId, { after: null, limit: 5 });
    expect(rows.map(({ step, template }) => [step, template])).toEqual([
      [2, 'Hello'],
      [1, 'Прочтите, пожалуйста'],
    ]);
    const { times } = await plans.get(run.campaignId);
    expect([...times].map(([rung, { step }]) => [rung, step])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('does not wait with the next rung for somebody whose reminder waits for their return', async () => {
    await plan(LADDER.map((rung) => ({ ...rung, who: 'unread', whenAway: 'hold' })));
    await bench.db.query('update person set is_away = true where id = $1', [VERA]);
    await pass(24);
    await passFor(24);
    expect(await ladder.runOnce()).toBe(1);
    // Under way for those who are there: the next one would come together with this one.
    await pass(24);
    await passFor(24);
    expect(await ladder.runOnce()).toBe(0);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} sent`, `${BORIS} sent`, `${VERA} pending`]);
    expect(await ladder.runOnce()).toBe(1);
    await bench.send(bot);
    expect(await bench.rows(run, 2)).toEqual([`${ANNA} sent`, `${BORIS} sent`, `${VERA} pending`]);
    // Back, she hears of it once: by the last of the rungs that have waited for her.
    await bench.db.query('update person set is_away = false where id = $1', [VERA]);
    await bench.db.query(`update delivery set available_at = now() where run_id = $1 and state = 'pending'`, [
      run.runId,
    ]);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toContain(`${VERA} skipped away`);
    expect(await bench.rows(run, 2)).toContain(`${VERA} sent`);
  });

  it('counts the hours for each person from their own message', async () => {
    await plan();
    await pass(24);
    await passFor(24);
    await bench.db.query(
      `update delivery set sent_at = sent_at + interval '2 hours' where run_id = $1 and recipient_id = $2`,
      [run.runId, VERA],
    );
    await ladder.runOnce();
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} sent`, `${BORIS} sent`, `${VERA} pending`]);
  });

  it('comes on its day at its time by the clock where each person is, counted from their own message', async () => {
    await bench.db.query(`update person set time_zone = case id when $1 then 'Asia/Vladivostok' end`, [
      BORIS,
    ]);
    await plan([
      { when: { onDay: 2, at: '00:00' }, who: 'unread', managers: null, ...PLAIN_STEP, content: null },
    ]);
    await pass(48 + 25);
    await passFor(48 + 25);
    await bench.db.query(
      `update delivery set sent_at = clock_timestamp() - interval '1 hour' where run_id = $1 and recipient_id <> $2`,
      [run.runId, ANNA],
    );
    expect(await ladder.runOnce()).toBe(1);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} sent`, `${BORIS} pending`, `${VERA} pending`]);
    const [held] = await bench.db.query<{ count: number }>(
      `select count(*)::int as count
         from delivery d join delivery o on o.run_id = d.run_id and o.recipient_id = d.recipient_id and o.step = 0
         join (values ($2::bigint, 'Asia/Vladivostok'), ($3::bigint, 'Europe/Moscow')) as z(id, zone) on z.id = d.recipient_id
        where d.run_id = $1 and d.step = 1 and d.outcome = 'held for hours'
          and d.available_at = ((o.sent_at at time zone z.zone)::date + 2)::timestamp at time zone z.zone`,
      [run.runId, BORIS, VERA],
    );
    expect(held?.count).toBe(2);
  });

  it('counts the hours that each person works, by the calendar and their own clock', async () => {
    await bench.db.query(`update person set time_zone = case id when $1 then 'Asia/Vladivostok' end`, [
      BORIS,
    ]);
    const day = { from: '09:00', to: '18:00' };
    await plan([
      { when: { workingHours: 10, day }, who: 'unread', managers: null, ...PLAIN_STEP, content: null },
    ]);
    expect(await ladder.runOnce()).toBe(0);
    // A Friday, an hour before they go home in Moscow; in Vladivostok it is night by then.
    const friday = '2026-01-23T17:00:00+03:00';
    await bench.db.query('update run set prepared_at = $2 where id = $1', [run.runId, friday]);
    await bench.db.query(
      `update delivery set sent_at = $2::timestamptz + case recipient_id when $3 then interval '30 minutes' else interval '0' end
        where run_id = $1 and step = 0`,
      [run.runId, friday, VERA],
    );
    const rung = (await plans.get(run.campaignId)).times.get(1);
    expect(rung?.dueAt.toISOString()).toBe('2026-01-26T15:00:00.000Z');
    expect(await ladder.runOnce()).toBe(1);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} sent`, `${BORIS} sent`, `${VERA} sent`]);
  });

  it('holds each of them until they have worked so long', async () => {
    const day = { from: '00:00', to: '23:59' };
    await plan([
      { when: { workingHours: 1, day }, who: 'unread', managers: null, ...PLAIN_STEP, content: null },
    ]);
    await pass(24 * 14);
    await passFor(24 * 14);
    await bench.db.query(
      'update delivery set sent_at = clock_timestamp() where run_id = $1 and recipient_id = $2',
      [run.runId, VERA],
    );
    expect(await ladder.runOnce()).toBe(1);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} sent`, `${BORIS} sent`, `${VERA} pending`]);
    const [held] = await bench.db.query<{ outcome: string; isLater: boolean }>(
      `select d.outcome, d.available_at >= o.sent_at + interval '1 hour' as "isLater"
         from delivery d join delivery o on o.run_id = d.run_id and o.recipient_id = d.recipient_id and o.step = 0
        where d.run_id = $1 and d.recipient_id = $2 and d.step = 1`,
      [run.runId, VERA],
    );
    expect(held).toEqual({ outcome: 'held for hours', isLater: true });
  });

  it('is due when the first of its people sees its time, and not before', async () => {
    await bench.db.query(`update person set time_zone = case id when $1 then 'Asia/Vladivostok' end`, [
      BORIS,
    ]);
    await plan([
      { when: { onDay: 2, at: '00:00' }, who: 'unread', managers: null, ...PLAIN_STEP, content: null },
    ]);
    await pass(23);
    expect(await ladder.runOnce()).toBe(0);
    const [first] = await bench.db.query<{ at: Date }>(
      `select min(((prepared_at at time zone z)::date + 2)::timestamp at time zone z) as at
         from run, unnest(array['Asia/Vladivostok', 'Europe/Moscow']) as z where id = $1`,
      [run.runId],
    );
    expect((await plans.get(run.campaignId)).times.get(1)?.dueAt).toEqual(first?.at);
  });

  it('does not miss somebody who joins in a zone that nobody of the run was in before', async () => {
    // It is past three where she is, and not yet where they are, whatever the hour.
    await bench.db.query(
      `update person set time_zone = 'Etc/GMT' || to_char((h - case when id = $1 then 18 else 12 end + 36) % 24 - 12, 'FMSG99')
         from (select extract(hour from clock_timestamp() at time zone 'UTC')::int as h) z`,
      [VERA],
    );
    run = await bench.announced(bot, [ANNA, BORIS]);
    await plan([
      { when: { onDay: 3, at: '15:00' }, who: 'unread', managers: null, ...PLAIN_STEP, content: null },
    ]);
    await pass(72);
    expect(await ladder.runOnce()).toBe(0);
    await bench.db.query(
      `with run as (update run set status = 'running', finished_at = null, joined = 1, join_limit = 1,
                                   open_until = clock_timestamp() + interval '1 day' where id = $1 returning id, sender_id, campaign_id),
            campaign as (update campaign set status = 'running' from run where campaign.id = run.campaign_id)
       insert into delivery (run_id, sender_id, recipient_id, included_by, marker, available_at)
       select id, sender_id, $2, 'late_join', new_marker(), clock_timestamp() from run`,
      [run.runId, VERA],
    );
    await bench.send(bot);
    await passFor(72);
    expect(await ladder.runOnce()).toBe(1);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} pending`, `${BORIS} pending`, `${VERA} sent`]);
  });

  it('is climbed once, however many workers try at the same moment', async () => {
    await plan();
    await pass(24);
    await passFor(24);
    const climbed = await Promise.all([ladder.runOnce(), ladder.runOnce(), ladder.runOnce()]);
    expect(climbed.reduce((sum, count) => sum + count, 0)).toBe(1);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toHaveLength(3);
    expect(await bench.rows(run, 2)).toEqual([]);
  });

  it('comes with the last of several rungs after an outage, not with all of them', async () => {
    await plan();
    await pass(50);
    await passFor(50);
    expect(await ladder.runOnce()).toBe(1);
    expect(await ladder.runOnce()).toBe(0);
    await bench.send(bot);
    expect(await bench.rows(run, 2)).toEqual([]);
    const { times } = await plans.get(run.campaignId);
    expect(times.get(1)?.step).toBeNull();
    expect(times.get(2)?.step).toBe(1);
  });

  it('opens nothing where everybody has done what was asked', async () => {
    await plan();
    for (const person of [ANNA, BORIS, VERA]) await bench.read(run, person);
    await pass(24);
    expect(await ladder.runOnce()).toBe(1);
    expect(await bench.statusOf(run)).toBe('completed completed');
    expect(await ladder.runOnce()).toBe(0);
  });

  it('ends with its deadline: nothing is begun, and what waits does not leave', async () => {
    await plan(LADDER, new Date(Date.now() + 3_600_000));
    await pass(24);
    await passFor(24);
    await ladder.runOnce();
    await bench.db.query(`update follow_up_plan set deadline_at = clock_timestamp()`);
    await bench.db.query(`update run_step set deadline_at = clock_timestamp() where run_id = $1`, [
      run.runId,
    ]);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual(
      [ANNA, BORIS, VERA].map((person) => `${String(person)} skipped deadline_passed`),
    );
    await bench.upkeep.runOnce();
    await pass(24);
    expect(await ladder.runOnce()).toBe(0);
  });

  it('does not go on for a run that is paused, cancelled, or followed by a newer one', async () => {
    await plan();
    await pass(24);
    await bench.db.query(
      `update run set status = 'paused', finished_at = null, paused_by = 'x', pause_code = 'x' where id = $1`,
      [run.runId],
    );
    expect(await ladder.runOnce()).toBe(0);
    await bench.db.query(`update run set status = 'completed', finished_at = now() where id = $1`, [
      run.runId,
    ]);
    await bench.ledger.emptyRun(run.campaignId, { status: 'completed' });
    expect(await ladder.runOnce()).toBe(0);
  });

  it('of one campaign keeps no other waiting when its text cannot be used any more', async () => {
    await plan();
    const broken = run;
    await bench.db.query(
      `update follow_up_plan set rungs = jsonb_set(rungs, '{0,template}', '"{{ user.nobody }}"') where campaign_id = $1`,
      [broken.campaignId],
    );
    await pass(24);
    run = await bench.announced(bot, [ANNA]);
    await plan();
    await pass(24);
    expect(await ladder.runOnce()).toBe(1);
    expect(await bench.statusOf(broken)).toBe('completed completed');
    expect(await bench.rows(run, 1)).toHaveLength(1);
  });

  it('is written for drafts only, each rung later than the one before', async () => {
    const put = (rungs: readonly Rung[], deadlineAt: Date | null = null) =>
      bench.tx((tx) => plans.put(tx, run.campaignId, { rungs, deadlineAt }, 'key_boss'));
    await expect(put(LADDER)).rejects.toMatchObject({ code: 'state_conflict' });
    await bench.db.query(`update campaign set status = 'draft' where id = $1`, [run.campaignId]);
    await expect(put([...LADDER].reverse())).rejects.toMatchObject({
      details: [{ pointer: '#/rungs/1/after_hours', code: 'out_of_order' }],
    });
    await expect(put(LADDER, new Date(0))).rejects.toMatchObject({
      details: [{ pointer: '#/deadline_at', code: 'in_the_past' }],
    });
    const rung = {
      when: { afterHours: 72 },
      who: 'unread',
      managers: null,
      ...PLAIN_STEP,
      content: plainContent('{{ user.nobody }}'),
    } as const;
    await expect(put([...LADDER, rung])).rejects.toMatchObject({
      code: 'template_error',
      details: [{ pointer: '#/rungs/2/content/template' }],
    });
    const files = ['00000000-0000-7000-8000-000000000000'];
    await expect(
      put([...LADDER, { ...rung, content: { ...plainContent('Прочитайте'), files } }]),
    ).rejects.toMatchObject({
      details: [{ pointer: '#/rungs/2/content/files/0', code: 'unknown_file' }],
    });
    expect((await put(LADDER)).rungs).toEqual(LADDER);
    await bench.tx((tx) => plans.delete(tx, run.campaignId));
    await expect(plans.get(run.campaignId)).rejects.toMatchObject({ code: 'not_found' });
  });
});
