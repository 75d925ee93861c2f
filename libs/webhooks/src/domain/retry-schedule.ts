const [SECOND, MINUTE, HOUR] = [1, 60, 3_600];

/**
 * Seconds to wait after the try before, as Standard Webhooks proposes: a receiver that is away for a day and more still
 * gets everything, and one that was away for a moment hardly waits.
 */
export const RETRY_SECONDS = [
  ...[0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR],
  ...[5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
] as const;

/** Seconds until the next try; `null`: that was the last one. @param tries that were made */
export function secondsToNextTry(tries: number): number | null {
  return RETRY_SECONDS[tries] ?? null;
}

/** An address that has taken nothing for this long gets no more posts until somebody has looked. */
export const FAILING_HOURS = 24;
