/** What the calendar of campaigns is asked for at most. */
export const CALENDAR_LIMITS = {
  /** Days in one answer. */
  days: 92,
  /** Occurrences that are named one by one; the load of each day counts all of them. */
  occurrences: 1_000,
} as const;
