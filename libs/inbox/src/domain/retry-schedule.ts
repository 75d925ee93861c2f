const FIRST_MS = 2_000;
const LONGEST_MS = 600_000;

/** An event whose handler has failed so often is given up, but for a form: some forty minutes after the first time. */
export const MOST_ATTEMPTS = 12;

/** A form that was sent, and whose handler fails to the end, is tried again after so long, for ever. */
export const FORM_AGAIN_MS = 3_600_000;

/** Milliseconds until an event whose handler failed is tried again, given how often it has failed. */
export function retryMs(attempts: number): number {
  return Math.min(FIRST_MS * 2 ** Math.max(0, attempts - 1), LONGEST_MS);
}
