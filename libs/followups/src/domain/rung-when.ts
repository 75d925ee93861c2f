import type { WorkingDay } from '#lib/kernel';

/**
 * When a rung comes to somebody: so many hours after their own message, of all hours or of those that they work, or on a
 * day after that at a time of their clock.
 */
export type RungWhen =
  | { readonly afterHours: number }
  | {
      /** Hours of their working days, where they are. */
      readonly workingHours: number;
      readonly day: WorkingDay;
    }
  | {
      /** Days of the calendar after the day of their message, where they are; 1: the day after. */
      readonly onDay: number;
      /** `09:30`, where they are; where the company is for who has no time zone. */
      readonly at: string;
    };

/**
 * What one ladder may hold at most; `hours` is 30 days. So many working days are no more than the days for which a run's
 * ladder is looked at, with the longest holidays in between.
 */
export const PLAN_LIMITS = { rungs: 5, hours: 720, workingHours: 120, workingDays: 15, days: 30 } as const;

/** Working days of a rung that names none. */
export const USUAL_DAY: WorkingDay = { from: '09:00', to: '18:00' };

/** Whether it ends after it began, and so many of its hours are not too many days. */
export function isUsableDay(day: WorkingDay, workingHours: number): boolean {
  const minutes = minutesOf(day.to) - minutesOf(day.from);
  return minutes > 0 && workingHours * 60 <= PLAN_LIMITS.workingDays * minutes;
}

/**
 * How late after somebody's message the rung comes, in hours, at the earliest and at the latest. How long a break may be
 * that falls into working hours only the calendar knows.
 */
export function delayOf(when: RungWhen): { readonly least: number; readonly most: number } {
  if ('afterHours' in when) return { least: when.afterHours, most: when.afterHours };
  if ('workingHours' in when) return { least: when.workingHours, most: Number.POSITIVE_INFINITY };
  const most = when.onDay * 24 + minutesOf(when.at) / 60;
  // Their message came at any time of its day, and a clock may be changed in between.
  return { least: most - 24 - CLOCK_CHANGE, most: most + CLOCK_CHANGE };
}

/**
 * Where the ladder does not rise for everybody, whenever they got their message: the first rung that may come no later
 * than the one before it, from 0; `null`: it rises.
 */
export function firstOutOfOrder(rungs: readonly RungWhen[]): number | null {
  const at = rungs.findIndex((rung, index) => {
    const before = rungs[index - 1];
    return before !== undefined && !isAfter(rung, before);
  });
  return at === -1 ? null : at;
}

function isAfter(rung: RungWhen, before: RungWhen): boolean {
  if ('onDay' in rung && 'onDay' in before)
    return rung.onDay > before.onDay || (rung.onDay === before.onDay && rung.at > before.at);
  if ('workingHours' in rung && 'workingHours' in before && isSameDay(rung.day, before.day))
    return rung.workingHours > before.workingHours;
  return delayOf(rung).least > delayOf(before).most;
}

const isSameDay = (one: WorkingDay, other: WorkingDay): boolean =>
  one.from === other.from && one.to === other.to;

const CLOCK_CHANGE = 1;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
