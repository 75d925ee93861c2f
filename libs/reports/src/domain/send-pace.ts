/** Sends of the last minute, as the rows tell them. */
export interface RecentSends {
  readonly count: number;
  /** From the first of them until now. */
  readonly spanS: number;
}

/** How fast a run goes, and how long it still takes. */
export interface SendPace {
  /** Messages a second, two decimals. */
  readonly ratePerS: number;
  /** Milliseconds until the last one at this rate; `null` when nothing is to be sent, or nothing was in the last minute. */
  readonly remainingMs: number | null;
}

/** One message that was sent just now is no rate. */
const SHORTEST_SPAN_S = 1;

/** Counted from the first send of the last minute, so that a run that has just begun or resumed is not taken for slow. */
export function sendPace(recent: RecentSends, toSendCount: number): SendPace {
  const perSecond = recent.count === 0 ? 0 : recent.count / Math.max(recent.spanS, SHORTEST_SPAN_S);
  return {
    ratePerS: Math.round(perSecond * 100) / 100,
    remainingMs: toSendCount === 0 || perSecond === 0 ? null : Math.round((toSendCount / perSecond) * 1_000),
  };
}
