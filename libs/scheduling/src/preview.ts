import type { ScheduleRule } from './domain/schedule-rule.js';
import { dateOf } from './local-time.js';
import type { ProductionCalendar } from './production-calendar.js';
import { type Occurrence, Timetable } from './timetable.js';

/** What people should know about a time before they save it: stable words for machines. */
export const OCCURRENCE_NOTES = [
  /** The clock jumps over it: it is as much later as the jump is long. */
  'clock_gap',
  /** The clock shows it twice: the first counts. */
  'clock_overlap',
  /** A holiday has moved it to this workday. */
  'moved_from_holiday',
  'on_holiday',
  'on_weekend',
  /** The production calendar of that year is not published: its days may change. */
  'calendar_unofficial',
] as const;
export type OccurrenceNote = (typeof OCCURRENCE_NOTES)[number];

/** A time to come, and what is odd about it. No notes: it is as plain as the rule says. */
export interface PreviewedOccurrence extends Occurrence {
  readonly notes: readonly OccurrenceNote[];
}

/** The next times of a rule with their notes, before anything is saved. */
export function previewOf(
  rule: ScheduleRule,
  calendar: ProductionCalendar,
  { from, limit, zones }: { readonly from: Date; readonly limit: number; readonly zones: readonly string[] },
): PreviewedOccurrence[] {
  return new Timetable(rule, calendar, zones)
    .next(from, limit)
    .map((occurrence) => ({ ...occurrence, notes: notesOf(occurrence, rule, calendar) }));
}

function notesOf(
  { firesAt, clockChange, isMoved }: Occurrence,
  rule: ScheduleRule,
  calendar: ProductionCalendar,
): OccurrenceNote[] {
  const date = dateOf(firesAt);
  const kind = calendar.kindOf(date);
  const asksCalendar = rule.recurrence.freq === 'workdays' || rule.onHoliday !== 'send';
  const notes: [OccurrenceNote, boolean][] = [
    ['clock_gap', clockChange === 'gap'],
    ['clock_overlap', clockChange === 'overlap'],
    ['moved_from_holiday', isMoved],
    ['on_holiday', kind === 'holiday'],
    ['on_weekend', kind === 'weekend'],
    ['calendar_unofficial', asksCalendar && !calendar.isOfficial(date.slice(0, 4))],
  ];
  return notes.filter(([, isSo]) => isSo).map(([note]) => note);
}
