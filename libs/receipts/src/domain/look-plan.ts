import { afterWork, workBetween } from './working-hours.js';

/** The person's next look is planned from this. All in milliseconds; instants since 1970. */
export interface LookFacts {
  readonly sentAtMs: number;
  /** When the last look was, or the send where there was none. */
  readonly lookedAtMs: number;
  /** By how much the person's clock is ahead of UTC. */
  readonly offsetMs: number;
  /** From the send to the first look; everything else is in proportion to it. */
  readonly firstMs: number;
}

/** In first looks: fourteen days at the default of five minutes. */
const END = 4_032;
/** In first looks: a day. Nobody is left alone for longer. */
const LONGEST_GAP = 288;
/** A gap is this share of the message's age: the longer somebody has not read, the less likely are the next minutes. */
const EARLY = 1 / 8;
/** In first looks, twenty minutes: wide enough for the day of the send, and for later days until `LATE` is wider. */
const WIDE_GAP = 4;
const LATE = 1 / 24;
/** A gap this short is not worth keeping for the morning. */
const NOT_MOVED_MS = 10 * 60_000;

/** When the watch of a message ends, whether it was read or not. */
export const endOfWatch = ({ sentAtMs, firstMs }: Pick<LookFacts, 'sentAtMs' | 'firstMs'>): number =>
  sentAtMs + END * firstMs;

/**
 * When a message is looked at next; `null`: never again.
 *
 * Gaps grow with the message's age, both counted in the person's hours of work (`worthOf`): a message of the evening is
 * still young the next morning. The last look is at the end of the watch. Looks that a stopped worker missed collapse
 * into one.
 */
export function nextLookAt(facts: LookFacts): number | null {
  const { sentAtMs, lookedAtMs, offsetMs, firstMs } = facts;
  const endMs = endOfWatch(facts);
  if (lookedAtMs >= endMs) return null;
  const ageMs = workBetween(sentAtMs, lookedAtMs, offsetMs);
  const gapMs = Math.max(firstMs, Math.min(ageMs * EARLY, Math.max(WIDE_GAP * firstMs, ageMs * LATE)));
  const latestMs = Math.min(lookedAtMs + LONGEST_GAP * firstMs, endMs);
  if (gapMs <= NOT_MOVED_MS) return Math.min(lookedAtMs + Math.ceil(gapMs), latestMs);
  return afterWork(lookedAtMs, gapMs, offsetMs, latestMs);
}
