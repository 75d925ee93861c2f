/** One reading of the event history, from its newest entry back. */
export interface HistoryReading {
  /** The newest entry that an earlier reading had seen; `null`: there was no earlier one. */
  readonly lastEventAt: Date | null;
  /** When the last whole reading began, by the database's clock. */
  readonly lastPolledAt: Date | null;
  /** When this one began. */
  readonly startedAt: Date;
  /** Whether it came to something that the earlier reading had seen, or to something older. */
  readonly isReached: boolean;
  /** The oldest entry that was there; `null`: none at all. */
  readonly oldestAt: Date | null;
  readonly count: number;
}

/** A history that keeps less than this is not believed: entries that are gone before were lost to us. */
const LEAST_RETENTION_MS = 24 * 3_600_000;
/** So many entries can have pushed out what was seen before, however short the time. */
const FULL_PAGE = 50;

/**
 * Whether entries came and went between two readings, unseen.
 *
 * The history must lead back to what was seen before. Where it does not, that is innocent only if what was seen is so
 * old that it left by age, and we were away for less than that age.
 */
export function hasGap(reading: HistoryReading): boolean {
  const { lastEventAt, lastPolledAt, startedAt, isReached, oldestAt, count } = reading;
  if (isReached || lastEventAt === null || lastPolledAt === null) return false;
  if (oldestAt !== null && oldestAt <= lastPolledAt) return false;
  const seenAgeMs = startedAt.getTime() - lastEventAt.getTime();
  const awayMs = startedAt.getTime() - lastPolledAt.getTime();
  const hasLeftByAge = seenAgeMs >= LEAST_RETENTION_MS && awayMs < LEAST_RETENTION_MS && count < FULL_PAGE;
  return !hasLeftByAge;
}
