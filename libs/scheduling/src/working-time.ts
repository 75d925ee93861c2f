import type { LocalDate } from './domain/schedule-rule.js';
import { addDays, dateOf, instantOf, localOf, onDate } from './local-time.js';
import type { ProductionCalendar } from './production-calendar.js';

/** When somebody works on a day that is worked, by the clock on their own wall. */
export interface WorkingDay {
  /** `09:00` */
  readonly from: string;
  /** `18:00`, after `from`. */
  readonly to: string;
}

/** A year: more working time than anybody is given; a calendar without workdays must not keep a worker for ever. */
const MOST_DAYS = 400;

/**
 * The moment at which somebody in the zone has worked for so long since `from`.
 *
 * What is counted is real time between the two readings of the clock, so a day on which clocks are changed in working
 * hours is as much shorter or longer. Of two messages the earlier is never due later.
 *
 * @param workMs above 0
 */
export function afterWorkingTime(
  from: Date,
  workMs: number,
  by: { readonly timeZone: string; readonly day: WorkingDay; readonly calendar: ProductionCalendar },
): Date {
  let leftMs = workMs;
  let date = dateOf(localOf(from, by.timeZone));
  for (let days = 0; days < MOST_DAYS; days++, date = addDays(date, 1)) {
    if (!by.calendar.isWorked(date)) continue;
    const [opens, closes] = hoursOf(date, by);
    const begin = Math.max(opens, from.getTime());
    if (begin >= closes) continue;
    if (leftMs <= closes - begin) return new Date(begin + leftMs);
    leftMs -= closes - begin;
  }
  throw new Error(`So much is not worked within ${MOST_DAYS} days after ${from.toISOString()}`);
}

function hoursOf(
  date: LocalDate,
  { timeZone, day }: { readonly timeZone: string; readonly day: WorkingDay },
): readonly [number, number] {
  const at = (time: string): number => instantOf(onDate(date, time), timeZone).at.getTime();
  return [at(day.from), at(day.to)];
}
