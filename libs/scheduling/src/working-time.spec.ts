import fc from 'fast-check';
import { ProductionCalendar } from './production-calendar.js';
import { type WorkedBy, WorkingTime } from './working-time.js';

const HOUR_MS = 3_600_000;
const DAY = { from: '09:00', to: '18:00' };
const CALENDAR = new ProductionCalendar();

const afterWorkingTime = (from: Date, workMs: number, by: WorkedBy): Date =>
  new WorkingTime(by).after(from, workMs);

const after = (from: string, hours: number, timeZone = 'Europe/Moscow'): string =>
  afterWorkingTime(new Date(from), hours * HOUR_MS, { timeZone, day: DAY, calendar: CALENDAR }).toISOString();

describe('working time', () => {
  it.each([
    ['within the day', '2026-11-23T10:00:00+03:00', 4, '2026-11-23T11:00:00.000Z'],
    ['to the end of the day', '2026-11-23T10:00:00+03:00', 8, '2026-11-23T15:00:00.000Z'],
    ['over the night', '2026-11-23T17:00:00+03:00', 2, '2026-11-24T07:00:00.000Z'],
    ['from before the day begins', '2026-11-23T03:00:00+03:00', 1, '2026-11-23T07:00:00.000Z'],
    ['from the evening', '2026-11-23T21:00:00+03:00', 1, '2026-11-24T07:00:00.000Z'],
    ['over a weekend', '2026-11-27T17:30:00+03:00', 1, '2026-11-30T06:30:00.000Z'],
    ['over the holidays of the New Year', '2026-12-31T12:00:00+03:00', 1, '2027-01-11T07:00:00.000Z'],
    ['over several days', '2026-11-23T09:00:00+03:00', 27, '2026-11-25T15:00:00.000Z'],
  ])('is counted %s', (_how, from, hours, expected) => {
    expect(after(from, hours)).toBe(expected);
  });

  it('is that of the person’s own clock', () => {
    // Evening in Vladivostok already, noon in Moscow.
    expect(after('2026-11-23T12:00:00+03:00', 1, 'Asia/Vladivostok')).toBe('2026-11-24T00:00:00.000Z');
  });

  it('obeys a day that somebody here has taken off', () => {
    const calendar = new ProductionCalendar([{ date: '2026-11-24', isWorked: false }]);
    const from = new Date('2026-11-23T17:00:00+03:00');
    const due = afterWorkingTime(from, 2 * HOUR_MS, { timeZone: 'Europe/Moscow', day: DAY, calendar });
    expect(due.toISOString()).toBe('2026-11-25T07:00:00.000Z');
  });

  it('looks at each day once, for however many people: a worker that works out a million is not busy with it for minutes', () => {
    const looked: string[] = [];
    class Watched extends ProductionCalendar {
      override isWorked(date: string): boolean {
        looked.push(date);
        return super.isWorked(date);
      }
    }
    const time = new WorkingTime({ timeZone: 'Europe/Moscow', day: DAY, calendar: new Watched() });
    const start = Date.parse('2026-11-23T10:00:00+03:00');
    for (let person = 0; person < 50; person++) time.after(new Date(start + person * 1_000), 18 * HOUR_MS);
    expect(looked).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
  });

  it('is shorter where clocks are changed within it', () => {
    const night = { from: '01:00', to: '05:00' };
    const from = new Date('2026-03-07T00:00:00-05:00');
    const calendar = new ProductionCalendar([
      { date: '2026-03-07', isWorked: false },
      { date: '2026-03-08', isWorked: true },
    ]);
    const due = (hours: number): string =>
      afterWorkingTime(from, hours * HOUR_MS, {
        timeZone: 'America/New_York',
        day: night,
        calendar,
      }).toISOString();
    expect(due(3)).toBe('2026-03-08T09:00:00.000Z');
    // The fourth hour of that night does not exist.
    // The day after is off in Russia, whoever has the calendar of that.
    expect(due(4)).toBe('2026-03-10T06:00:00.000Z');
  });

  it('is never over sooner for whoever began later, is never less than real time, and ends within working hours', () => {
    const zone = fc.constantFrom(
      'Europe/Moscow',
      'Asia/Kamchatka',
      'America/New_York',
      'Australia/Lord_Howe',
    );
    const instant = fc
      .date({ min: new Date('2025-06-01'), max: new Date('2027-06-01'), noInvalidDate: true })
      .map((at) => new Date(Math.floor(at.getTime() / 60_000) * 60_000));
    fc.assert(
      fc.property(zone, instant, instant, fc.integer({ min: 1, max: 120 }), (timeZone, one, other, hours) => {
        const by = { timeZone, day: DAY, calendar: CALENDAR };
        const [first, second] = one <= other ? [one, other] : [other, one];
        const [a, b] = [first, second].map((from) => afterWorkingTime(from, hours * HOUR_MS, by).getTime());
        expect(b).toBeGreaterThanOrEqual(a ?? 0);
        expect((a ?? 0) - first.getTime()).toBeGreaterThanOrEqual(hours * HOUR_MS);
        const clock = new Intl.DateTimeFormat('en-GB', {
          timeZone,
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        } as const).format(a);
        expect(clock > DAY.from && clock <= DAY.to).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
