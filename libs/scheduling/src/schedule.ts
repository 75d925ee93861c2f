import type { ErrorDetail } from '#lib/kernel';
import type { LocalDateTime, ScheduleRule } from './domain/schedule-rule.js';
import type { OccurrenceOutcome, ScheduleKind, ScheduleSettings } from './domain/schedule.js';

/** When a campaign starts, and what was agreed to. */
export interface Schedule extends ScheduleSettings {
  readonly id: string;
  readonly campaignId: string;
  readonly kind: ScheduleKind;
  /** `null` of kind `now`. */
  readonly rule: ScheduleRule | null;
  readonly confirmedCount: number;
  readonly confirmedDigest: string;
  readonly requestedBy: string;
  /** Public id of who has agreed to so many people, as a second person or alone; `null`: nobody had to. */
  readonly approvedBy: string | null;
  /** Public ids of keys whose limits its runs keep within. */
  readonly limitedBy: readonly string[];
  readonly isPaused: boolean;
  /** No occurrence is at or before it; of kind `now`, the occurrence. */
  readonly startsFrom: Date;
  /** Whatever was due up to here is written down. */
  readonly evaluatedUntil: Date;
  /** `null`: none follows. */
  readonly nextAt: Date | null;
  /** Why the launch is refused for now, while it is tried again and again. */
  readonly problem: ScheduleProblem | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
}

export interface ScheduleProblem {
  readonly code: string;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly details: readonly ErrorDetail[];
}

/** What one time of a schedule came to. */
export interface OccurrenceRecord {
  readonly scheduleId: string;
  readonly key: LocalDateTime;
  readonly firesAt: Date;
  readonly outcome: OccurrenceOutcome;
  /** Stable word for machines; `null` of one that was launched in time. */
  readonly reason: string | null;
  readonly runId: string | null;
  /** Public id of who decided about one that asked. */
  readonly decidedBy: string | null;
  readonly recordedAt: Date;
}
