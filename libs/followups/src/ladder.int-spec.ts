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

  const plan = (rungs = LADDER, deadlineAt: Date | null = null): Promise<void> =>
    bench.plan(run, { rungs, deadlineAt });

  it('waits for its time, then reminds who has not read, and later who has not confirmed', async () => {
    await plan();
    expect(await ladder.runOnce()).toBe(0);
    await bench.read(run, BORIS);
    await bench.pass(run, 24);
    await bench.passForPeople(run, 24);
    expect(await ladder.runOnce()).toBe(1);
    expect(await ladder.runOnce()).toBe(0);
    expect(await bench.statusOf(run)).toBe('running running');
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toEqual([`${ANNA} sent`, `${VERA} sent`]);
    await bench.upkeep.runOnce();
    expect(await bench.statusOf(run)).toBe('completed completed');
    await bench.confirm(run, ANNA);
    await bench.pass(run, 24);
    await bench.passForPeople(run, 24);
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

  it('is climbed once, however many workers try at the same moment', async () => {
    await plan();
    await bench.pass(run, 24);
    await bench.passForPeople(run, 24);
    const climbed = await Promise.all([ladder.runOnce(), ladder.runOnce(), ladder.runOnce()]);
    expect(climbed.reduce((sum, count) => sum + count, 0)).toBe(1);
    await bench.send(bot);
    expect(await bench.rows(run, 1)).toHaveLength(3);
    expect(await bench.rows(run, 2)).toEqual([]);
  });

  it('comes with the last of several rungs after an outage, not with all of them', async () => {
    await plan();
    await bench.pass(run, 50);
    await bench.passForPeople(run, 50);
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
    await bench.pass(run, 24);
    expect(await ladder.runOnce()).toBe(1);
    expect(await bench.statusOf(run)).toBe('completed completed');
    expect(await ladder.runOnce()).toBe(0);
  });

  it('ends with its deadline: nothing is begun, and what waits does not leave', async () => {
    await plan(LADDER, new Date(Date.now() + 3_600_000));
    await bench.pass(run, 24);
    await bench.passForPeople(run, 24);
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
    await bench.pass(run, 24);
    expect(await ladder.runOnce()).toBe(0);
  });

  it('does not go on for a run that is paused, cancelled, or followed by a newer one', async () => {
    await plan();
    await bench.pass(run, 24);
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
    await bench.pass(run, 24);
    run = await bench.announced(bot, [ANNA]);
    await plan();
    await bench.pass(run, 24);
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
