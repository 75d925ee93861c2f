import type { ScheduleRule } from './domain/schedule-rule.js';
import type { Named, ScheduleKind } from './domain/schedule.js';
import type { ProductionCalendar } from './production-calendar.js';
import { Timetable } from './timetable.js';

/** The times of a schedule, whichever kind it is. */
export interface Plan {
  /** After `from` and at `to` at the latest, in the order of their instants. */
  between(from: Date, to: Date): readonly Named[];
  /** The next ones after `from`; fewer where there are no more. */
  next(from: Date, limit: number): readonly Named[];
}

export interface Planned {
  readonly kind: ScheduleKind;
  /** `null` of kind `now`. */
  readonly rule: ScheduleRule | null;
  readonly startsFrom: Date;
}

/** @param zones whose clocks the rule goes by beside its own; see `Timetable` */
export function planOf(
  { rule, startsFrom }: Planned,
  calendar: ProductionCalendar,
  zones: readonly string[],
): Plan {
  return rule === null ? new OneInstant(startsFrom) : new Timetable(rule, calendar, zones);
}

/** One moment, whatever a clock on a wall shows. */
class OneInstant implements Plan {
  private readonly only: Named;

  constructor(at: Date) {
    const key = at.toISOString();
    this.only = { key, firesAt: key, at };
  }

  between(from: Date, to: Date): readonly Named[] {
    return this.only.at > from && this.only.at <= to ? [this.only] : [];
  }

  next(from: Date): readonly Named[] {
    return this.only.at > from ? [this.only] : [];
  }
}
