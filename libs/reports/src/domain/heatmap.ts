import { placeInWeek } from '#lib/kernel';

/** Reads of people of one time zone in one quarter of an hour since 1970. */
export interface QuarterCount {
  /** IANA name as the directory has it; `null`: none of their own. */
  readonly timeZone: string | null;
  readonly quarter: number;
  readonly count: number;
}

/** When people read, on their own clocks. */
export interface Heatmap {
  readonly reads: number;
  /** Seven rows from Monday, each of 24 hours from midnight. */
  readonly cells: readonly (readonly number[])[];
}

const DAYS = 7;
const HOURS = 24;
const QUARTER_S = 900;

/** @param offsetOf seconds by which the clock of a zone is ahead of UTC at a second since 1970 */
export function heatmapOf(
  counts: readonly QuarterCount[],
  offsetOf: (timeZone: string | null, second: number) => number,
): Heatmap {
  const cells = Array.from({ length: DAYS }, () => Array.from({ length: HOURS }, () => 0));
  let reads = 0;
  for (const { timeZone, quarter, count } of counts) {
    const utc = quarter * QUARTER_S;
    const { day, hour } = placeInWeek((utc + offsetOf(timeZone, utc)) * 1_000);
    const row = cells[day];
    if (row === undefined) continue;
    row[hour] = (row[hour] ?? 0) + count;
    reads += count;
  }
  return { reads, cells };
}
