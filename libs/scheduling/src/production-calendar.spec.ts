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

  it('takes the decrees that it is given', () => {
    const edited = new ProductionCalendar({
      '2027': { daysOff: ['2027-11-05'], workingWeekends: ['2027-11-13'] },
    });
    expect(edited.kindOf('2027-11-05')).toBe('holiday');
    expect(edited.kindOf('2027-11-13')).toBe('working_weekend');
    expect(edited.kindOf('2027-05-03')).toBe('workday');
  });

  it('refuses to look for a workday in a calendar without any', () => {
    const all = Array.from({ length: 366 }, (_, n) => addDays('2027-01-01', n));
    const lazy = new ProductionCalendar({ '2027': { daysOff: all, workingWeekends: [] } });
    expect(() => lazy.nextWorkday('2027-03-01')).toThrow('No day after 2027-03-01 is worked');
  });
});
