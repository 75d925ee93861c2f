/** What a messenger's log says of a stream of requests. */
export interface ArrivalFigures {
  readonly requests: number;
  /** Requests a second between the first and the last arrival. */
  readonly achieved_per_s: number;
  /** limit / (1 s + median answer time): what a proof that holds at the receiver allows. */
  readonly allowed_per_s: number;
  readonly share_of_allowed: number;
  readonly median_answer_ms: number;
  /** Most arrivals in any closed interval of a second. */
  readonly max_in_any_second: number;
  /** Requests that were one too many in the second before them. */
  readonly over_the_limit: number;
}

export function arrivalFigures(
  requests: readonly { readonly arrivedMs: number; readonly answeredMs: number | null }[],
  limit: number,
): ArrivalFigures {
  const arrivals = requests.map((request) => request.arrivedMs).sort((a, b) => a - b);
  const answers = requests
    .flatMap(({ arrivedMs, answeredMs }) => (answeredMs === null ? [] : [answeredMs - arrivedMs]))
    .sort((a, b) => a - b);
  const median = answers[Math.floor(answers.length / 2)] ?? 0;
  const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1_000;
  const achieved = (arrivals.length - 1) / seconds;
  const allowed = limit / (1 + median / 1_000);
  const inSecondBefore = arrivals.map(
    (at, index) => arrivals.slice(0, index + 1).filter((other) => at - other <= 1_000).length,
  );
  return {
    requests: arrivals.length,
    achieved_per_s: round(achieved),
    allowed_per_s: round(allowed),
    share_of_allowed: round(achieved / allowed),
    median_answer_ms: round(median),
    max_in_any_second: Math.max(0, ...inSecondBefore),
    over_the_limit: inSecondBefore.filter((count) => count > limit).length,
  };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
