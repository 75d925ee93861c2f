import type { LocalDateTime } from './domain/schedule-rule.js';
import { addDays, dateOf, instantOf, localOf, onDate, timeOf } from './local-time.js';
import type { ProductionCalendar } from './production-calendar.js';

/** When nobody is written to, by the clock on their own wall. */
export interface HoursRule {
  /** From the first time of day to the second, over midnight where that is the earlier one; `null`: at any hour. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  /** Only on days that are worked, by the production calendar. */
  readonly isWorkdaysOnly: boolean;
}

/** No break is so long that it takes more steps: two a day, over two months. */
const MOST_STEPS = 120;
const MINUTE_MS = 60_000;

/** The first moment at or after `at` at which somebody in the zone may be written to. */
export function openingOf(
  at: Date,
  timeZone: string,
  by: { readonly hours: HoursRule; readonly calendar: ProductionCalendar },
): Date {
  let open = at;
  for (let step = 0; step < MOST_STEPS; step++) {
    const closedUntil = endOfClosed(localOf(open, timeZone), by.hours, by.calendar);
    if (closedUntil === null) return open;
    const next = instantOf(closedUntil, timeZone).at;
    // In an overlap the first reading of the clock may lie before the moment that is looked at.
    open = next > open ? next : new Date(open.getTime() + MINUTE_MS);
  }
  throw new Error(`No hour after ${at.toISOString()} is open in ${timeZone}`);
}

/** Until when the moment is closed; `null`: it is open. */
function endOfClosed(
  local: LocalDateTime,
  { quiet, isWorkdaysOnly }: HoursRule,
  calendar: ProductionCalendar,
): LocalDateTime | null {
  const [date, time] = [dateOf(local), timeOf(local)];
  if (isWorkdaysOnly && !calendar.isWorked(date)) return onDate(calendar.nextWorkday(date), '00:00');
  if (quiet === null) return null;
  const { from, to } = quiet;
  if (from < to) return time >= from && time < to ? onDate(date, to) : null;
  if (time >= from) return onDate(addDays(date, 1), to);
  return time < to ? onDate(date, to) : null;
}
