/** What is counted over time. `read_least` and `read_most` are the bounds of `read`, whose instant nobody knows. */
export const SERIES_METRICS = ['sent', 'read', 'acked'] as const;
/** `sent` and `acked` have an instant of their own; of a read only the interval between two looks is known. */
export type SeriesMetric = (typeof SERIES_METRICS)[number];

/** By the clock, or by the time since each person's own send. */
export const SERIES_BASES = ['wall', 'since_send'] as const;
/** `since_send` lays everybody's own send on zero: how fast people react, however long the run took. */
export type SeriesBasis = (typeof SERIES_BASES)[number];

/** Seconds of an interval. */
export const SERIES_INTERVALS = {
  '1m': 60,
  '5m': 300,
  '15m': 900,
  '1h': 3_600,
  '6h': 21_600,
  '1d': 86_400,
} as const;
/** In a wish the finest; a series may answer with a coarser one. By the clock, days are those of the company's zone. */
export type SeriesInterval = keyof typeof SERIES_INTERVALS;
/** From the finest to the coarsest. */
export const SERIES_INTERVAL_NAMES = Object.keys(SERIES_INTERVALS) as SeriesInterval[];

/**
 * How many things happened in a minute: on the clock since 1970, or since the send. `readFrom` and `readTo` are the ends
 * of the interval of a read; `eligible` are sends that are so many minutes old.
 */
export interface MinuteCount {
  readonly metric: 'sent' | 'read' | 'readFrom' | 'readTo' | 'acked' | 'eligible';
  readonly minute: number;
  readonly count: number;
}

/** Totals by the end of the interval that begins at `second`. */
export interface SeriesPoint {
  /** Since 1970, or since the send. */
  readonly second: number;
  readonly sent: number;
  readonly read: number;
  /** So many have certainly read by then. */
  readonly readLeast: number;
  /** More cannot have read by then. */
  readonly readMost: number;
  readonly acked: number;
}

/** Totals over time: each point counts all that has happened by the end of its interval. */
export interface Series {
  readonly interval: SeriesInterval;
  /** Intervals in which nothing happened are left out. */
  readonly points: readonly SeriesPoint[];
}

/** More points than a chart shows; a finer interval than fits is made coarser. */
export const MOST_POINTS = 500;

/** Seconds by which the local clock is ahead at a second since 1970; 0 for time since the send. */
export type ZoneOffset = (second: number) => number;

/**
 * Running totals in intervals: the wished-for ones, or the finest that fit.
 *
 * With `since_send`, `sent` are the messages that are at least so old: the people of whom it can be known by now.
 */
export function seriesOf(
  counts: readonly MinuteCount[],
  basis: SeriesBasis,
  wish: { readonly interval: SeriesInterval | null; readonly offsetOf: ZoneOffset },
): Series {
  const from = wish.interval === null ? 0 : SERIES_INTERVAL_NAMES.indexOf(wish.interval);
  for (const interval of SERIES_INTERVAL_NAMES.slice(from)) {
    const buckets = bucketsOf(counts, SERIES_INTERVALS[interval], basis === 'wall' ? wish.offsetOf : null);
    if (buckets.length <= MOST_POINTS || interval === '1d') {
      return { interval, points: totalsOf(buckets.slice(-LONGEST_SERIES), basis) };
    }
  }
  return { interval: '1d', points: [] };
}

/** Days that a series of days goes back at most: ten years. */
const LONGEST_SERIES = 3_650;
const HOUR_S = 3_600;

interface Bucket {
  readonly second: number;
  readonly counts: Record<MinuteCount['metric'], number>;
}

/** In the order of time. Days and their quarters begin when they do on the local clock. */
function bucketsOf(counts: readonly MinuteCount[], stepS: number, offsetOf: ZoneOffset | null): Bucket[] {
  const buckets = new Map<number, Bucket>();
  for (const { metric, minute, count } of counts) {
    const second = minute * 60;
    const offset = offsetOf === null || stepS <= HOUR_S ? 0 : offsetOf(second);
    const key = Math.floor((second + offset) / stepS);
    const bucket = buckets.get(key) ?? { second: key * stepS - offset, counts: { ...NOTHING } };
    bucket.counts[metric] += count;
    buckets.set(key, bucket);
  }
  return [...buckets].sort(([one], [other]) => one - other).map(([, bucket]) => bucket);
}

const NOTHING: Bucket['counts'] = { sent: 0, read: 0, readFrom: 0, readTo: 0, acked: 0, eligible: 0 };

function totalsOf(buckets: readonly Bucket[], basis: SeriesBasis): SeriesPoint[] {
  const total = { ...NOTHING };
  // Messages that have not reached an age fall out from it on.
  let old = buckets.reduce((sum, { counts }) => sum + counts.eligible, 0);
  return buckets.map(({ second, counts }) => {
    for (const metric of METRICS) total[metric] += counts[metric];
    const sent = basis === 'wall' ? total.sent : old;
    old -= counts.eligible;
    const { read, readTo: readLeast, readFrom: readMost, acked } = total;
    return { second, sent, read, readLeast, readMost, acked };
  });
}

const METRICS = ['sent', 'read', 'readFrom', 'readTo', 'acked'] as const;
