const DEFAULT_MS = 1_000;

/** Beyond a quarter of an hour the header is taken for a mistake: the gate asks again then. */
const LONGEST_MS = 15 * 60_000;

const SECONDS = /^\d+(?:\.\d+)?$/;

/** The one date form that servers may send today (RFC 9110, 5.6.7). Others would let Date.parse guess. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

interface RetryAfterHeaders {
  readonly retryAfter?: string | undefined;
  /** The answer's own `Date`: with it a date in Retry-After is a difference of two readings of one clock. */
  readonly date?: string | undefined;
}

/**
 * Milliseconds to leave the messenger alone after a 429, from 1,000 to 900,000.
 *
 * Seconds (a fraction is rounded up) and HTTP dates are understood. Absent, zero, negative, past and unreadable values
 * give the default of one second, absurd ones the cap of 15 minutes. Jitter is the rate gate's business.
 */
export function retryAfterMs(headers: RetryAfterHeaders, now: Date): number {
  const text = headers.retryAfter?.trim() ?? '';
  if (SECONDS.test(text)) return bounded(Math.ceil(Number(text) * 1_000));
  const until = parseHttpDate(text);
  if (until === null) return DEFAULT_MS;
  return bounded(until - (parseHttpDate(headers.date?.trim() ?? '') ?? now.getTime()));
}

function parseHttpDate(text: string): number | null {
  const parsed = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(parsed) ? null : parsed;
}

const bounded = (ms: number): number => Math.min(LONGEST_MS, Math.max(DEFAULT_MS, ms));
