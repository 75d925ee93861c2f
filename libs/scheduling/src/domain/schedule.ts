import type { LocalDateTime } from './schedule-rule.js';

/** `now`: at one instant, after the window in which it can be taken back; `once` and `recurring`: by a rule. */
export const SCHEDULE_KINDS = ['now', 'once', 'recurring'] as const;
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];

/** What becomes of an occurrence that nobody could launch in time: nothing; up to so late, a run; a question. */
export const ON_MISSED = ['skip', 'late', 'ask'] as const;
/** `late` goes with `lateMinutes`; without a decision of a person `ask` launches nothing. */
export type OnMissed = (typeof ON_MISSED)[number];

/** What becomes of an occurrence while the run of the one before is still going. */
export const OVERLAPS = ['skip', 'wait'] as const;
/** `wait`: launched when that run is over; at most one occurrence of a schedule waits. */
export type Overlap = (typeof OVERLAPS)[number];

/** Whom the runs of a schedule go to. */
export const AUDIENCE_MODES = ['fresh', 'frozen'] as const;
/** `fresh`: whom the audience names when a run begins; `frozen`: the people who were confirmed, each time. */
export type AudienceMode = (typeof AUDIENCE_MODES)[number];

/** What an occurrence came to. `waiting` for the run before it and `asking` somebody's word are not final. */
export const OCCURRENCE_OUTCOMES = ['launched', 'missed', 'skipped', 'waiting', 'asking'] as const;
export type OccurrenceOutcome = (typeof OCCURRENCE_OUTCOMES)[number];

/** Why an occurrence was not launched: stable words for machines. A refused launch gives the code of its error. */
export type OccurrenceReason =
  | 'late'
  | 'expired'
  | 'newer_was_due'
  | 'schedule_paused'
  | 'previous_run_open'
  | 'skipped_by_person'
  | 'schedule_replaced'
  | (string & {});

/** How a schedule deals with what does not go as planned. */
export interface ScheduleSettings {
  readonly onMissed: OnMissed;
  /** With `late`: so many minutes at most. */
  readonly lateMinutes: number;
  readonly overlap: Overlap;
  readonly audienceMode: AudienceMode;
  /** Per cent by which the number of people may be off; `null`: exactly those who were confirmed. */
  readonly boundPercent: number | null;
  readonly maxRecipients: number | null;
  /** The same text may have gone to the same people lately. */
  readonly confirmRepeat: boolean;
  /** So long after its time an occurrence reaches nobody any more; `null`: no end. */
  readonly expiresAfterSeconds: number | null;
}

/** Bounds of the settings, both ends included, and what holds where nothing is said; stated in the API's document. */
export const SETTING_LIMITS = {
  undoWindowSeconds: { most: 600 },
  lateMinutes: { usual: 60, most: 10_080 },
  boundPercent: { usual: 20, most: 100 },
  maxRecipients: { most: 10_000_000 },
  expiresAfterSeconds: { least: 60, most: 31 * 86_400 },
} as const;

/** Something that was named by a rule, and when it is. */
export interface Named {
  readonly key: LocalDateTime;
  /** The local time at which it begins: another than the key where a holiday has moved it. */
  readonly firesAt: LocalDateTime;
  readonly at: Date;
}
