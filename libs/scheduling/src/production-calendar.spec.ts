import { ProductionCalendar } from './production-calendar.js';
import { addDays } from './local-time.js';

const calendar = new ProductionCalendar();

function daysOff(year: string): number {
  let count = 0;
  for (let date = `${year}-01-01`; date.startsWith(year); date = addDays(date, 1))
    if (!calendar.isWorked(date)) count++;
  return count;
}

describe('the production calendar of Russia', () => {
  it('has 247 workdays in 2025 and in 2026, as published', () => {
    expect(365 - daysOff('2025')).toBe(247);
    expect(365 - daysOff('2026')).toBe(247);
  });

  it('knows what was transferred', () => {
    expect(calendar.kindOf('2025-11-01')).toBe('working_weekend');
    expect(calendar.kindOf('2025-11-03')).toBe('holiday');
    expect(calendar.kindOf('2026-01-09')).toBe('holiday');
    expect(calendar.kindOf('2026-03-09')).toBe('holiday');
    expect(calendar.kindOf('2026-11-03')).toBe('workday');
    expect(calendar.kindOf('2026-11-07')).toBe('weekend');
  });

  it('finds the workday behind a break', () => {
    expect(calendar.nextWorkday('2025-12-30')).toBe('2026-01-12');
    expect(calendar.nextWorkday('2026-02-20')).toBe('2026-02-24');
    expect(calendar.nextWorkday('2025-10-31')).toBe('2025-11-01');
  });

  it('follows the Labour Code alone in a year whose decree is not known, and says so', () => {
    expect(calendar.isOfficial('2026')).toBe(true);
    expect(calendar.isOfficial('2027')).toBe(false);
    // 1 May is a Saturday, 9 May a Sunday, 12 June a Saturday.
    expect(['2027-05-03', '2027-05-10', '2027-06-14'].map((date) => calendar.kindOf(date))).toEqual([
      'holiday',
      'holiday',
      'holiday',
    ]);
    // New Year's holidays on a weekend go where the decree will say.
    expect(calendar.kindOf('2027-01-11')).toBe('workday');
  });

  it('takes the days that somebody here has set before all others', () => {
    const own = [
      { date: '2027-11-05', isWorked: false },
      { date: '2027-11-13', isWorked: true },
      { date: '2026-01-09', isWorked: true },
      { date: '2026-11-21', isWorked: false },
    ];
    const edited = new ProductionCalendar(own);
    expect(own.map(({ date }) => edited.kindOf(date))).toEqual([
      ...['holiday', 'working_weekend', 'workday', 'holiday'],
    ]);
    expect(edited.kindOf('2027-05-03')).toBe('holiday');
    expect(edited.isOfficial('2027')).toBe(false);
  });

  it('knows a break that is too long, from each of its days, and looks no further', () => {
    const off = (count: number): ProductionCalendar =>
      // From Monday 6 July on, weekends between them included.
      new ProductionCalendar(
        Array.from({ length: count }, (_, n) => ({ date: addDays('2026-07-06', n), isWorked: false })),
      );
    // Saturday 4 July to Sunday 2 August: thirty days.
    expect(off(28).isBreakTooLong('2026-07-04')).toBe(false);
    expect(off(28).isBreakTooLong('2026-08-02')).toBe(false);
    expect(off(28).nextWorkday('2026-07-04')).toBe('2026-08-03');
    for (const date of ['2026-07-04', '2026-07-20', '2026-08-03'])
      expect(off(29).isBreakTooLong(date)).toBe(true);
    expect(off(29).isBreakTooLong('2026-08-04')).toBe(false);
    expect(() => off(60).nextWorkday('2026-07-06')).toThrow('No day after 2026-07-06 is worked');
  });
});
