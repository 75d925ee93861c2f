/**
 * A run of more people is counted now and then by a worker instead of at each request: below it, counting takes less
 * than a quarter of a second (npm run bench:reports).
 */
export const LARGE_RUN = 20_000;

/** Figures of a large run are at least so long apart, and counting takes at most a tenth of a worker's time. */
const SHORTEST_MS = 20_000;
const SHARE = 10;
/** After its end a run changes ever less: the pause is this part of the time since. */
const PART_OF_AGE = 20;
const LONGEST_MS = 86_400_000;
/** Nothing is watched or chased by then: what was counted last stays. */
const LAST_MS = 90 * 86_400_000;

/**
 * Milliseconds until a large run is counted again; `null`: never.
 *
 * @param tookMs how long it took to count it
 * @param sinceEndMs since the run was over; `null`: it is not
 */
export function nextRefreshMs(tookMs: number, sinceEndMs: number | null): number | null {
  const soonest = Math.max(SHORTEST_MS, tookMs * SHARE);
  if (sinceEndMs === null) return soonest;
  if (sinceEndMs > LAST_MS) return null;
  return Math.max(soonest, Math.min(LONGEST_MS, Math.round(sinceEndMs / PART_OF_AGE)));
}
