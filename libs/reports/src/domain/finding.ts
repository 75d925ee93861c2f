/** Part of the public API: alerts may be built on it. */
export type FindingCode =
  | 'conservation_violated'
  | 'safe_mode'
  | 'verification_unreadable'
  | 'two_deployments'
  | 'events_missed'
  | 'events_given_up'
  | 'questions_not_kept'
  | 'webhook_disabled'
  | 'webhook_failing'
  | 'guard_refused'
  | 'second_copies_visible'
  | 'second_copies_removed'
  | 'doubt_old'
  | 'doubts_parked'
  | 'doubts_await_person'
  | 'marker_missing'
  | 'marker_channel'
  | 'breaker_open'
  | 'canary_refused'
  | 'sender_held'
  | 'run_held'
  | 'glass_broken'
  | 'file_storage_low'
  | 'clock_skewed'
  | 'directory_stale';

/** Something that is not as it should be. `error`: somebody should look today. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'warning' | 'error';
  /** What is wrong and what to do. */
  readonly detail: string;
  /** Public ids of what it is about. */
  readonly subjects: readonly string[];
}
