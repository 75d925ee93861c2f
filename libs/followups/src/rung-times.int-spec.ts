import { PLAIN_STEP } from '#lib/deliveries';
import type { SenderSession } from '#lib/senders';
import type { Rung } from './follow-up-plan.js';
import { FollowUpPlans } from './follow-up-plans.js';
import { type AnnouncedRun, FollowUpsBench } from './followups.fixture.js';
import { Ladder } from './ladder.js';

const ANNA = 1001;
const [BORIS, VERA] = [ANNA + 1, ANNA + 2];

const rungAt = (when: Rung['when']): Rung => ({
  when,
  who: 'unread',
  managers: null,
  ...PLAIN_STEP,
  content: null,
});

describe('a rung of the ladder', () => {
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

  const plan = (...rungs: readonly Rung[]): Promise<void> => bench.plan(run, { rungs, deadlineAt: null });

  it('does not wait with the next rung for somebody whose reminder waits for their return', async () => {
    const held = { whenAway: 'hold' } as const;
    await plan({ ...rungAt({ afterHours: 24 }), ...held }, { ...rungAt({ afterHours: 48 }), ...held });
    await bench.db.query('update person set is_away = true where id = $1', [VERA]);
    await bench.pass(run, 24);
    await bench.passForPeople(run, 24);
    expect(await ladder.runOnce()).toBe(1);
    // Under way for those who are there: the next one would come together with this one.
    await bench.pass(run, 24);
    await bench.passForPeople(run, 24);
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
    await plan(rungAt({ afterHours: 24 }));
    await bench.pass(run, 24);
    await bench.passForPeople(run, 24);
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
    await plan(rungAt({ onDay: 2, at: '00:00' }));
    await bench.pass(run, 48 + 25);
    await bench.passForPeople(run, 48 + 25);
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
    await plan(rungAt({ workingHours: 10, day }));
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
    await plan(rungAt({ workingHours: 1, day }));
    await bench.pass(run, 24 * 14);
    await bench.passForPeople(run, 24 * 14);
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
    await plan(rungAt({ onDay: 2, at: '00:00' }));
    await bench.pass(run, 23);
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
    await plan(rungAt({ onDay: 3, at: '15:00' }));
    await bench.pass(run, 72);
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
    await bench.passForPeople(run, 72);
    expect(await ladder.runOnce()).toBe(1);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} pending`, `${BORIS} pending`, `${VERA} sent`]);
  });
});
