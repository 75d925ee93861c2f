/** Days of the week, as rules name them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** English whatever the language of the console; weeks begin on Monday. */
export type Weekday = (typeof WEEKDAYS)[number];

/** A day of the calendar without a zone: `2026-11-23`. */
export type LocalDate = string;
/** A reading of the clock on the wall, without a zone: `2026-11-23T10:00`. Sorts as text. */
export type LocalDateTime = string;

/** Which days, and for cron at which times, a schedule names. */
export type Recurrence =
  | { readonly freq: 'daily' }
  /** Every day that is worked, by the production calendar: transferred Saturdays, too. */
  | { readonly freq: 'workdays' }
  /** Every `interval` weeks, counted in weeks from Monday on from the week of the anchor date. */
  | { readonly freq: 'weekly'; readonly interval: number; readonly weekdays: readonly Weekday[] }
  /** By the day of the month; a month without that day is left out. */
  | { readonly freq: 'monthly'; readonly day: number | 'last' }
  /** The first to fourth such weekday of the month, or the last. */
  | { readonly freq: 'monthly'; readonly nth: 1 | 2 | 3 | 4 | 'last'; readonly weekday: Weekday }
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  | { readonly freq: 'cron'; readonly expression: string };

/**
 * What becomes of an occurrence on a public holiday or a day off that was transferred to; plain weekends are none.
 * `next_workday` keeps the time of day; where several would meet there, one stays.
 */
export const ON_HOLIDAY = ['send', 'next_workday', 'skip'] as const;
/** `send`: as on any day, the calendar is not asked. */
export type OnHoliday = (typeof ON_HOLIDAY)[number];

/** A rule as people think it: local time in a named zone. Instants are computed from it, never stored in its place. */
export interface ScheduleRule {
  readonly recurrence: Recurrence;
  /** `10:00`; a cron expression has its own times. */
  readonly localTime: string;
  /** IANA name. */
  readonly timeZone: string;
  /** The first day that may have an occurrence. */
  readonly anchorDate: LocalDate;
  /** The last day that may have one; `null`: no end. */
  readonly until: LocalDate | null;
  /** How many occurrences there are in all; `null`: no end. */
  readonly count: number | null;
  readonly onHoliday: OnHoliday;
  /** The same local time for each person, where they are: `timeZone` is of those who have none. Absent: all at once. */
  readonly basis?: 'recipient';
}

/** Bounds of a rule, stated in the API's document. */
export const SCHEDULE_LIMITS = {
  /** Weeks between two turns of a weekly rule. */
  interval: 52,
  /** Occurrences of a rule that ends by number. */
  count: 1_000,
  /** Occurrences of one rule in any hour: more is a mistake in a cron expression. */
  perHour: 4,
  cronLength: 100,
} as const;
