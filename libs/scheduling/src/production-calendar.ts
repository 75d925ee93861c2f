import {
  type DayKind,
  DECREES,
  LONGEST_BREAK_DAYS,
  type OwnDay,
  STATUTORY_HOLIDAYS,
  type YearDecree,
} from './domain/production-calendar.js';
import type { LocalDate } from './domain/schedule-rule.js';
import { addDays, weekdayOf } from './local-time.js';

const SATURDAY = 6;
/** New Year's holidays on a weekend go where the yearly decree says, not to the next workday. */
const LAST_OF_NEW_YEAR = '01-08';

/**
 * Which days are worked in Russia, five days a week.
 *
 * A year without a decree follows the Labour Code alone: a holiday on a weekend takes the next workday off. Such a year
 * is not official, and whoever shows its dates says so.
 */
export class ProductionCalendar {
  private readonly movedByLaw = new Map<string, ReadonlySet<LocalDate>>();
  private readonly own: ReadonlyMap<LocalDate, boolean>;

  /** @param own days that somebody here has set, each once; they go before everything else */
  constructor(own: readonly OwnDay[] = []) {
    this.own = new Map(own.map(({ date, isWorked }) => [date, isWorked]));
  }

  kindOf(date: LocalDate): DayKind {
    const isWeekend = weekdayOf(date) >= SATURDAY;
    const isWorked = this.own.get(date);
    if (isWorked === false) return 'holiday';
    if (isWorked === true) return isWeekend ? 'working_weekend' : 'workday';
    return this.published(date, isWeekend);
  }

  private published(date: LocalDate, isWeekend: boolean): DayKind {
    const decree = DECREES[yearOf(date)];
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
    const next = this.workdayAfter(date);
    if (next === null) throw new Error(`No day after ${date} is worked within ${LONGEST_BREAK_DAYS} days`);
    return next;
  }

  /** Is the day part of more days off in a row than the product can deal with? */
  isBreakTooLong(date: LocalDate): boolean {
    let first = date;
    for (let days = 0; days <= LONGEST_BREAK_DAYS && !this.isWorked(first); days++)
      first = addDays(first, -1);
    return this.workdayAfter(first) === null;
  }

  /** Whose word the year's transfers follow; `null`: no decree is known, and the Labour Code alone decides. */
  decreeOf(year: string): YearDecree | null {
    return DECREES[year] ?? null;
  }

  /** Is the year's decree known? */
  isOfficial(year: string): boolean {
    return this.decreeOf(year) !== null;
  }

  /** `null`: none within the longest break. */
  private workdayAfter(date: LocalDate): LocalDate | null {
    for (let days = 1; days <= LONGEST_BREAK_DAYS + 1; days++) {
      const next = addDays(date, days);
      if (this.isWorked(next)) return next;
    }
    return null;
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
