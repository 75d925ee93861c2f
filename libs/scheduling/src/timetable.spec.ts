import fc from 'fast-check';
import { type Recurrence, type ScheduleRule, WEEKDAYS } from './domain/schedule-rule.js';
import { ProductionCalendar } from './production-calendar.js';
import { Timetable } from './timetable.js';

const calendar = new ProductionCalendar();
const PLAIN: Omit<ScheduleRule, 'recurrence'> = {
  localTime: '10:00',
  timeZone: 'Europe/Moscow',
  anchorDate: '2026-11-22',
  until: null,
  count: null,
  onHoliday: 'send',
};

const rule = (recurrence: Recurrence, more: Partial<ScheduleRule> = {}): ScheduleRule => ({
  ...PLAIN,
  recurrence,
  ...more,
});
const timetable = (each: ScheduleRule): Timetable => new Timetable(each, calendar);
const next = (each: ScheduleRule, from: string, limit: number): string[] =>
  timetable(each)
    .next(new Date(from), limit)
    .map(({ firesAt }) => firesAt);

describe('the times of a rule', () => {
  it('are each day, or each day that is worked', () => {
    expect(next(rule({ freq: 'daily' }), '2026-11-22T12:00:00Z', 2)).toEqual([
      '2026-11-23T10:00',
      '2026-11-24T10:00',
    ]);
    expect(next(rule({ freq: 'workdays' }), '2026-12-29T12:00:00Z', 2)).toEqual([
      '2026-12-30T10:00',
      '2027-01-11T10:00',
    ]);
    const lastAutumn = rule({ freq: 'workdays' }, { anchorDate: '2025-10-01' });
    expect(next(lastAutumn, '2025-10-31T12:00:00Z', 2)).toEqual(['2025-11-01T10:00', '2025-11-05T10:00']);
  });

  it('are asked for after a moment and up to another one, that one included', () => {
    const [from, to] = [new Date('2026-11-23T07:00:00Z'), new Date('2026-11-24T07:00:00Z')];
    const found = timetable(rule({ freq: 'daily' })).between(from, to);
    expect(found.map(({ firesAt }) => firesAt)).toEqual(['2026-11-24T10:00']);
  });

  it('begin, where each person has their own, when the first of their clocks shows them', () => {
    const zones = ['Europe/Kaliningrad', 'Asia/Kamchatka', 'Asia/Omsk'];
    const [first] = new Timetable(rule({ freq: 'daily' }), calendar, zones).next(
      new Date('2026-11-23T12:00:00Z'),
      1,
    );
    expect(first).toMatchObject({ firesAt: '2026-11-24T10:00', at: new Date('2026-11-23T22:00:00Z') });
  });

  it('are every second week on its days, counted from the anchor', () => {
    const fortnight = rule({ freq: 'weekly', interval: 2, weekdays: ['mon', 'thu'] });
    expect(next(fortnight, '2026-11-20T00:00:00Z', 4)).toEqual([
      '2026-11-30T10:00',
      '2026-12-03T10:00',
      '2026-12-14T10:00',
      '2026-12-17T10:00',
    ]);
  });

  it('are days of the month: by number, the last, the second Tuesday', () => {
    const from = '2026-11-22T00:00:00Z';
    expect(next(rule({ freq: 'monthly', day: 31 }), from, 2)).toEqual([
      '2026-12-31T10:00',
      '2027-01-31T10:00',
    ]);
    expect(next(rule({ freq: 'monthly', day: 'last' }), from, 2)).toEqual([
      '2026-11-30T10:00',
      '2026-12-31T10:00',
    ]);
    expect(next(rule({ freq: 'monthly', nth: 2, weekday: 'tue' }), from, 1)).toEqual(['2026-12-08T10:00']);
    expect(next(rule({ freq: 'monthly', nth: 'last', weekday: 'fri' }), from, 1)).toEqual([
      '2026-11-27T10:00',
    ]);
  });

  it('are what a cron expression says, in local time', () => {
    expect(next(rule({ freq: 'cron', expression: '30 9,17 * * 1-5' }), '2026-11-23T07:00:00Z', 2)).toEqual([
      '2026-11-23T17:30',
      '2026-11-24T09:30',
    ]);
    expect(next(rule({ freq: 'cron', expression: '0 0 30 2 *' }), '2026-11-23T07:00:00Z', 2)).toEqual([]);
  });

  it('begin at the anchor and end by date or number', () => {
    const days = rule({ freq: 'daily' }, { anchorDate: '2026-12-01', until: '2026-12-02' });
    expect(next(days, '2026-11-22T00:00:00Z', 9)).toEqual(['2026-12-01T10:00', '2026-12-02T10:00']);
    const thrice = rule({ freq: 'weekly', interval: 1, weekdays: ['mon'] }, { count: 3 });
    expect(next(thrice, '2026-11-22T00:00:00Z', 9)).toHaveLength(3);
    expect(next(thrice, '2026-12-01T00:00:00Z', 9)).toEqual(['2026-12-07T10:00']);
    expect(next(rule({ freq: 'daily' }, { count: 3 }), '2027-01-01T00:00:00Z', 9)).toEqual([]);
  });
});

describe('a holiday', () => {
  const weekly = (onHoliday: ScheduleRule['onHoliday']): ScheduleRule =>
    rule({ freq: 'weekly', interval: 1, weekdays: ['mon'] }, { onHoliday, anchorDate: '2026-02-16' });

  it('changes nothing, takes the occurrence away, or moves it to the next workday', () => {
    const from = '2026-02-17T00:00:00Z';
    expect(next(weekly('send'), from, 1)).toEqual(['2026-02-23T10:00']);
    expect(next(weekly('skip'), from, 1)).toEqual(['2026-03-02T10:00']);
    expect(timetable(weekly('next_workday')).next(new Date(from), 1)).toMatchObject([
      { key: '2026-02-23T10:00', firesAt: '2026-02-24T10:00', isMoved: true },
    ]);
  });

  it('lets one occurrence through where several would meet behind it', () => {
    const daily = rule({ freq: 'daily' }, { onHoliday: 'next_workday', anchorDate: '2026-12-28' });
    expect(next(daily, '2026-12-29T12:00:00Z', 4)).toEqual([
      '2026-12-30T10:00',
      '2027-01-09T10:00',
      '2027-01-10T10:00',
      '2027-01-11T10:00',
    ]);
    const twice = rule(
      { freq: 'weekly', interval: 1, weekdays: ['mon', 'tue', 'wed'] },
      { onHoliday: 'next_workday', anchorDate: '2026-12-28' },
    );
    expect(next(twice, '2026-12-30T12:00:00Z', 2)).toEqual(['2027-01-11T10:00', '2027-01-12T10:00']);
  });

  it('does not count among the occurrences of a rule that ends by number', () => {
    const thrice = rule(
      { freq: 'weekly', interval: 1, weekdays: ['mon'] },
      { onHoliday: 'skip', anchorDate: '2026-02-16', count: 2 },
    );
    expect(next(thrice, '2026-02-01T00:00:00Z', 9)).toEqual(['2026-02-16T10:00', '2026-03-02T10:00']);
  });
});

describe('a change of the clock', () => {
  it('neither swallows an occurrence nor fires one twice', () => {
    const zone = { timeZone: 'America/New_York', localTime: '02:30', anchorDate: '2026-01-01' };
    expect(timetable(rule({ freq: 'daily' }, zone)).next(new Date('2026-03-07T12:00:00Z'), 2)).toMatchObject([
      { key: '2026-03-08T02:30', at: new Date('2026-03-08T07:30:00Z'), clockChange: 'gap' },
      { key: '2026-03-09T02:30', at: new Date('2026-03-09T06:30:00Z'), clockChange: 'none' },
    ]);
    const twice = rule({ freq: 'daily' }, { ...zone, localTime: '01:30' });
    const night = timetable(twice).between(
      new Date('2026-10-31T12:00:00Z'),
      new Date('2026-11-01T12:00:00Z'),
    );
    expect(night).toMatchObject([{ at: new Date('2026-11-01T05:30:00Z'), clockChange: 'overlap' }]);
  });
});

const recurrences: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.constant<Recurrence>({ freq: 'daily' }),
  fc.constant<Recurrence>({ freq: 'workdays' }),
  fc.record({
    freq: fc.constant('weekly' as const),
    interval: fc.integer({ min: 1, max: 4 }),
    weekdays: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
  }),
  fc.record({ freq: fc.constant('monthly' as const), day: fc.integer({ min: 1, max: 31 }) }),
  fc.record({
    freq: fc.constant('monthly' as const),
    nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 'last' as const),
    weekday: fc.constantFrom(...WEEKDAYS),
  }),
);
const rules: fc.Arbitrary<ScheduleRule> = fc.record({
  recurrence: recurrences,
  localTime: fc.constantFrom('00:00', '01:30', '02:00', '02:30', '03:15', '10:00', '23:59'),
  timeZone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
  anchorDate: fc.integer({ min: 2015, max: 2034 }).map((year) => `${year}-01-01`),
  until: fc.constant(null),
  count: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
  onHoliday: fc.constantFrom('send' as const, 'next_workday' as const, 'skip' as const),
});

describe('a rule that begins many years from now', () => {
  it('has its times then', () => {
    const far: ScheduleRule = {
      recurrence: { freq: 'daily' },
      localTime: '10:00',
      timeZone: 'Pacific/Kiritimati',
      anchorDate: '2099-01-01',
      until: '2099-01-01',
      count: null,
      onHoliday: 'send',
    };
    expect(timetable(far).next(new Date('2026-01-01T00:00:00Z'), 5)).toMatchObject([
      { key: '2099-01-01T10:00' },
    ]);
  });
});

describe('whatever the rule and the zone', () => {
  it('keys are unique, and cutting time into pieces neither loses nor repeats an occurrence', () => {
    fc.assert(
      fc.property(rules, fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 6 }), (each, cuts) => {
        const [from, to] = [
          Date.parse(`${each.anchorDate}T00:00:00Z`),
          Date.parse(`${each.anchorDate}T00:00:00Z`) + 120 * 86_400_000,
        ];
        const whole = timetable(each).between(new Date(from), new Date(to));
        expect(new Set(whole.map(({ key }) => key)).size).toBe(whole.length);
        const bounds = [
          from,
          ...cuts.map((_, n) => from + cuts.slice(0, n + 1).reduce((a, b) => a + b, 0) * 86_400_000 * 0.7),
          to,
        ]
          .filter((at) => at <= to)
          .map((at) => new Date(at));
        const pieces = bounds.slice(1).flatMap((end, n) => timetable(each).between(bounds[n] ?? end, end));
        expect(pieces).toEqual(whole);
        return true;
      }),
      { numRuns: 200 },
    );
  });

  it('the next ones are the same as those between', () => {
    fc.assert(
      fc.property(rules, (each) => {
        const from = new Date(`${each.anchorDate}T12:00:00Z`);
        const some = timetable(each).next(from, 5);
        const last = some.at(-1);
        if (last === undefined) return true;
        expect(timetable(each).between(from, last.at).slice(0, 5)).toEqual(some);
        return true;
      }),
      { numRuns: 200 },
    );
  });
});
