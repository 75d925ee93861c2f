/** When half of those who got a message had read it: not earlier than `leastS`, not later than `mostS` after the send. */
export interface MedianBounds {
  /** Seconds. */
  readonly leastS: number | null;
  /** Seconds. */
  readonly mostS: number | null;
}

export interface MedianReadingTime {
  /** Seconds; `null` while fewer than half have read. */
  readonly medianTimeToReadS: number | null;
  /** Seconds to both sides within which the true median lies. */
  readonly medianPrecisionS: number | null;
}

/**
 * The middle of the bounds, with half of their distance. Nobody knows the instant of a read, only the interval between
 * two looks; but since no read is earlier than its interval's start nor later than its end, the median of the reads lies
 * between the median of the starts and the median of the ends.
 */
export function medianReadingTime({ leastS, mostS }: MedianBounds): MedianReadingTime {
  if (leastS === null || mostS === null) return { medianTimeToReadS: null, medianPrecisionS: null };
  return {
    medianTimeToReadS: toMilliseconds((leastS + mostS) / 2),
    medianPrecisionS: toMilliseconds((mostS - leastS) / 2),
  };
}

/** The rank of the median among those who got the message: who has not read counts as later than everybody. */
export const medianRank = (sentCount: number): number => Math.ceil(sentCount / 2);

/** A share of 0 to 1 with four decimals; `null` of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1_000) / 1_000;
