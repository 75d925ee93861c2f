import type { ScheduleRule } from './domain/schedule-rule.js';
import { ProductionCalendar } from './production-calendar.js';
import { createSchedulingBench, ruleInMoscow, type SchedulingBench } from './scheduling.fixture.js';
import { Timetable } from './timetable.js';

const MINUTE = 60_000;
const YEAR = { anchorDate: '2030-01-01', until: '2030-12-31' } as const;
const rule = (changes: Partial<ScheduleRule>): ScheduleRule => ruleInMoscow({ ...YEAR, ...changes });

/** A year of ten, the hours around clock changes among them. */
const RULES: readonly ScheduleRule[] = [
  rule({ recurrence: { freq: 'weekly', interval: 1, weekdays: ['mon'] } }),
  rule({ recurrence: { freq: 'weekly', interval: 2, weekdays: ['mon'] }, timeZone: 'America/New_York' }),
  rule({
    recurrence: { freq: 'weekly', interval: 1, weekdays: ['sun'] },
    timeZone: 'Australia/Lord_Howe',
    localTime: '02:15',
  }),
  rule({ recurrence: { freq: 'cron', expression: '30 1,2 * * 0' }, timeZone: 'America/New_York' }),
  rule({ recurrence: { freq: 'monthly', day: 'last' }, timeZone: 'Africa/Casablanca', localTime: '02:30' }),
  rule({ recurrence: { freq: 'monthly', nth: 2, weekday: 'tue' }, onHoliday: 'skip' }),
  rule({ recurrence: { freq: 'monthly', day: 31 }, onHoliday: 'next_workday' }),
  rule({
    recurrence: { freq: 'weekly', interval: 1, weekdays: ['fri'] },
    timeZone: 'Asia/Almaty',
    count: 20,
  }),
  rule({ recurrence: { freq: 'workdays' }, until: '2030-02-15' }),
  rule({ until: '2030-01-20' }),
];

/** The same numbers each time: what fails once fails again. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('a year of ten schedules with three workers', () => {
  let workers: SchedulingBench[] = [];
  beforeAll(async () => {
    const first = await createSchedulingBench();
    workers = [first, await createSchedulingBench(first.db), await createSchedulingBench(first.db)];
  });
  afterAll(async () => {
    for (const worker of [...workers].reverse()) await worker.close();
  });

  it('whose clocks disagree and whose connections are cut has each occurrence once: launched, or missed and recorded', async () => {
    const [bench] = workers;
    if (bench === undefined) throw new Error('No worker');
    const random = chance(20_261_122);
    const planned = [];
    for (const each of RULES)
      planned.push({
        ...(await bench.planned(each, { onMissed: random() < 0.5 ? 'late' : 'skip' })),
        rule: each,
      });
    const [from, to] = [new Date('2029-12-30T00:00:00Z'), new Date('2031-02-01T00:00:00Z')];
    const expected = planned.map((plan) =>
      new Timetable(plan.rule, new ProductionCalendar()).between(from, to),
    );
    const instants = [...new Set(expected.flat().map(({ at }) => at.getTime()))].sort((a, b) => a - b);
    const kill = (): Promise<unknown> =>
      bench.db.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test' and datname = current_database()",
      );
    let isAway = false;
    for (const instant of instants) {
      // Now and then nobody is there, for some of the times or many.
      isAway = random() < (isAway ? 0.6 : 0.05);
      if (isAway) continue;
      const passes = workers.map((worker) =>
        worker.fire(new Date(instant + Math.floor(random() * 5) * MINUTE)),
      );
      await Promise.allSettled(random() < 0.15 ? [...passes, kill()] : passes);
      await bench.endRuns();
    }
    await bench.fire(to);

    const rows = await bench.db.query<{
      campaign_id: string;
      local_key: string;
      outcome: string;
      run_id: string | null;
    }>(
      `select s.campaign_id, o.local_key, o.outcome, o.run_id
         from schedule_occurrence o join schedule s on s.id = o.schedule_id order by o.local_key`,
    );
    for (const [index, { campaign }] of planned.entries()) {
      const recorded = rows.filter((row) => row.campaign_id === campaign.id);
      expect(recorded.map(({ local_key }) => local_key)).toEqual(
        expected[index]?.map(({ key }) => key).sort(),
      );
      const launched = recorded.flatMap(({ run_id }) => run_id ?? []);
      const runs = await bench.db.query<{ id: string }>('select id from run where campaign_id = $1', [
        campaign.id,
      ]);
      expect(runs.map(({ id }) => id).sort()).toEqual([...launched].sort());
    }
    // The test is about something: much was launched, and some was missed.
    expect(rows.filter(({ outcome }) => outcome === 'launched').length).toBeGreaterThan(100);
    expect(rows.filter(({ outcome }) => outcome === 'missed').length).toBeGreaterThan(10);
  }, 300_000);
});
