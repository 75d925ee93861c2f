const FIRST_MS = 2_000;
const LONGEST_MS = 600_000;

/** A handler that has failed so often is given up: some forty minutes after the first time. */
export const MOST_ATTEMPTS = 12;

/** Milliseconds until an event whose handler failed is tried again, given how often it has failed. */
export function retryMs(attempts: number): number {
  return Math.min(FIRST_MS * 2 ** Math.max(0, attempts - 1), LONGEST_MS);
}
