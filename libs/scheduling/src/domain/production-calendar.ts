import type { LocalDate } from './schedule-rule.js';

/** What a day is to those who work Monday to Friday. */
export const DAY_KINDS = ['workday', 'weekend', 'holiday', 'working_weekend'] as const;
/** `holiday` is every weekday off, by law, by transfer or set here; `workday` and `working_weekend` are worked. */
export type DayKind = (typeof DAY_KINDS)[number];

/** How one year differs from plain weeks and the holidays that the law names. */
export interface YearDecree {
  /** By whose word. */
  readonly source: string;
  /** Weekdays that are days off: what was transferred to them. */
  readonly daysOff: readonly LocalDate[];
  /** Saturdays and Sundays that are worked. */
  readonly workingWeekends: readonly LocalDate[];
}

/**
 * Public holidays of Russia: Labour Code, article 112. Month and day.
 */
export const STATUTORY_HOLIDAYS: readonly string[] = [
  ...['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08'],
  ...['02-23', '03-08', '05-01', '05-09', '06-12', '11-04'],
];

/**
 * Transfers by the Government's yearly decree. Later years are added when their decree is out; an operator can enter
 * them before that.
 */
export const DECREES: Readonly<Record<string, YearDecree>> = {
  '2025': {
    source: 'Government decree no. 1335 of 4 October 2024',
    daysOff: ['2025-05-02', '2025-05-08', '2025-06-13', '2025-11-03', '2025-12-31'],
    workingWeekends: ['2025-11-01'],
  },
  '2026': {
    source: 'Government decree no. 1466 of 24 September 2025',
    daysOff: ['2026-01-09', '2026-03-09', '2026-05-11', '2026-12-31'],
    workingWeekends: [],
  },
};

/** A day that somebody here has set; it goes before whatever the law and decrees say. */
export interface OwnDay {
  readonly date: LocalDate;
  readonly isWorked: boolean;
}

/**
 * Most days in a row that may be off. A moved occurrence looks for its workday no further than this, so a longer break
 * would swallow it.
 */
export const LONGEST_BREAK_DAYS = 30;
