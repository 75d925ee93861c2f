import type { WorkingDay } from '#lib/kernel';
import type { LocalDate } from './domain/schedule-rule.js';
import { addDays, dateOf, instantOf, localOf, onDate } from './local-time.js';
import type { ProductionCalendar } from './production-calendar.js';

/** A year: more working time than anybody is given; a calendar without workdays must not keep a worker for ever. */
const MOST_DAYS = 400;

/** Whose working time is counted: where, from when to when they work, and on which days. */
export interface WorkedBy {
  readonly timeZone: string;
  readonly day: WorkingDay;
  readonly calendar: ProductionCalendar;
}

/**
 * Tells when somebody has worked for so long. Made once for all who work by the same clock: what a day of theirs comes to
 * takes much longer to find out than all else, and a million people share a few of them.
 */
export class WorkingTime {
  private readonly days = new Map<LocalDate, readonly [opens: number, closes: number] | null>();

  constructor(private readonly by: WorkedBy) {}

  /**
   * The moment at which so much has been worked since `from`.
   *
   * What is counted is real time between the two readings of the clock, so a day on which clocks are changed in working
   * hours is as much shorter or longer. Of two messages the earlier is never due later.
   *
   * @param workMs above 0
   */
  after(from: Date, workMs: number): Date {
    let leftMs = workMs;
    let date = dateOf(localOf(from, this.by.timeZone));
    for (let days = 0; days < MOST_DAYS; days++, date = addDays(date, 1)) {
      const hours = this.hoursOf(date);
      if (hours === null) continue;
      const [opens, closes] = hours;
      const begin = Math.max(opens, from.getTime());
      if (begin >= closes) continue;
      if (leftMs <= closes - begin) return new Date(begin + leftMs);
      leftMs -= closes - begin;
    }
    throw new Error(`So much is not worked within ${MOST_DAYS} days after ${from.toISOString()}`);
  }

  /** `null`: nobody works on that day. */
  private hoursOf(date: LocalDate): readonly [opens: number, closes: number] | null {
    const known = this.days.get(date);
    if (known !== undefined) return known;
    const { timeZone, day, calendar } = this.by;
    const at = (time: string): number => instantOf(onDate(date, time), timeZone).at.getTime();
    const hours = calendar.isWorked(date) ? ([at(day.from), at(day.to)] as const) : null;
    this.days.set(date, hours);
    return hours;
  }
}
