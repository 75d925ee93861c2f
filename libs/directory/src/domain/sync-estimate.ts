/** What a sync will cost, told before it begins. */
export interface SyncEstimate {
  /** Requests to the messenger; `null`: nobody knows yet how many people there are. */
  readonly requests: number | null;
  /** `null` with `requests`. */
  readonly seconds: number | null;
  /** `last_sync`: at the pace of the last one; `assumption`: at one request in 150 ms, or the limit, whichever is slower. */
  readonly basis: 'last_sync' | 'assumption';
}

/** Pages are asked for one after another, so it is the messenger's answers that set the pace. */
const ASSUMED_SECONDS = 0.15;

/**
 * @param last how many requests the last whole sync took, and how long; `null`: there was none
 * @param expected requests of the next one; `null`: not known
 * @param limit most requests in a second
 */
export function syncEstimate(
  last: { readonly requests: number; readonly seconds: number } | null,
  expected: number | null,
  limit: number,
): SyncEstimate {
  const isMeasured = last !== null && last.requests > 0;
  const each = isMeasured ? last.seconds / last.requests : Math.max(ASSUMED_SECONDS, 1 / limit);
  return {
    requests: expected,
    seconds: expected === null ? null : Math.ceil(expected * each),
    basis: isMeasured ? 'last_sync' : 'assumption',
  };
}
