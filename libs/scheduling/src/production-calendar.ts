import { type DayKind, DECREES, STATUTORY_HOLIDAYS, type YearDecree } from './domain/production-calendar.js';
import type { LocalDate } from './domain/schedule-rule.js';
import { addDays, weekdayOf } from './local-time.js';

const SATURDAY = 6;
/** New Year's holidays on a weekend go where the yearly decree says, not to the next workday. */
const LAST_OF_NEW_YEAR = '01-08';
/** No run of days off is as long; a calendar that an operator made so is refused by whoever asks. */
const LONGEST_BREAK_DAYS = 60;

/**
 * Which days are worked in Russia, five days a week.
 *
 * A year without a decree follows the Labour Code alone: a holiday on a weekend takes the next workday off. Such a year
 * is not official, and whoever shows its dates says so.
 */
export class ProductionCalendar {
  private readonly movedByLaw = new Map<string, ReadonlySet<LocalDate>>();

  /** @param decrees by year; those of the operator go before the ones that are bundled */
  constructor(private readonly decrees: Readonly<Record<string, YearDecree>> = DECREES) {}

  kindOf(date: LocalDate): DayKind {
    const decree = this.decrees[yearOf(date)];
    const isWeekend = weekdayOf(date) >= SATURDAY;
    if (decree?.workingWeekends.includes(date) === true) return 'working_weekend';
    if (isStatutory(date)) return 'holiday';
    if (isWeekend) return 'weekend';
    const isMoved =
      decree === undefined ? this.movedIn(yearOf(date)).has(date) : decree.daysOff.includes(date);
    return isMoved ? 'holiday' : 'workday';
  }

  isWorked(date: LocalDate): boolean {
    const kind = this.kindOf(date);
    return kind === 'workday' || kind === 'working_weekend';
  }

  /** The first day after `date` that is worked. */
  nextWorkday(date: LocalDate): LocalDate {
    for (let days = 1; days <= LONGEST_BREAK_DAYS; days++) {
      const next = addDays(date, days);
      if (this.isWorked(next)) return next;
    }
    throw new Error(`No day after ${date} is worked within ${LONGEST_BREAK_DAYS} days`);
  }

  /** Is the year's decree known? */
  isOfficial(year: string): boolean {
    return this.decrees[year] !== undefined;
  }

  private movedIn(year: string): ReadonlySet<LocalDate> {
    const known = this.movedByLaw.get(year);
    if (known !== undefined) return known;
    const moved = new Set<LocalDate>();
    for (const day of STATUTORY_HOLIDAYS) {
      const date = `${year}-${day}`;
      if (day <= LAST_OF_NEW_YEAR || weekdayOf(date) < SATURDAY) continue;
      moved.add(firstFree(date, moved));
    }
    this.movedByLaw.set(year, moved);
    return moved;
  }
}

function firstFree(holiday: LocalDate, taken: ReadonlySet<LocalDate>): LocalDate {
  let date = addDays(holiday, 1);
  while (weekdayOf(date) >= SATURDAY || isStatutory(date) || taken.has(date)) date = addDays(date, 1);
  return date;
}

function isStatutory(date: LocalDate): boolean {
  return STATUTORY_HOLIDAYS.includes(date.slice(5));
}

function yearOf(date: LocalDate): string {
  return date.slice(0, 4);
}
