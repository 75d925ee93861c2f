/**
 * When a doubt is looked at, as fractions of Δ, the time after which absence counts (protocol 2.8). Early looks can
 * only find the message; at the default Δ of 300 s they come after 3, 10, 30, 60 and 120 s.
 */
const EARLY_LOOKS = [0.01, 1 / 30, 0.1, 0.2, 0.4] as const;
/** Between looks once absence counts: 30 s at the default Δ. */
const LATE_STEP = 0.1;

/** A doubt that is as old as this many Δ leaves the lane if it may; its chat is then read as rarely. */
const PARK_AFTER = 12;
/** After so many Δ a chat in which there was a doubt is read again. */
const SWEEPS_AFTER = [2, 12, 288] as const;

/** Absence must be seen this often before it is believed. The guard trigger asks for the same number. */
export const NEGATIVES_NEEDED = 2;

/** Milliseconds after the doubt began at which to look next, given how long it has lasted. */
export function nextLookMs(elapsedMs: number, settleMs: number): number {
  const early = EARLY_LOOKS.map((fraction) => fraction * settleMs).find((at) => at > elapsedMs);
  if (early !== undefined) return early;
  return elapsedMs < settleMs ? settleMs : elapsedMs + LATE_STEP * settleMs;
}

/** Between looks at a doubt that a person must decide, or whose chat has been unreadable for long: an hour at the default Δ. */
export function rareLookMs(settleMs: number): number {
  return PARK_AFTER * settleMs;
}

/**
 * Whether a doubt that could not be resolved so far leaves the lane, so that other messages reach the person again: an
 * hour after it began at the default Δ of 300 s, and only where its marker rode. From then on nothing else can tell
 * whose a message is; without a marker it keeps the lane until a person decides.
 */
export function mayPark(doubt: { elapsedMs: number; hasMarker: boolean }, settleMs: number): boolean {
  return doubt.hasMarker && doubt.elapsedMs >= PARK_AFTER * settleMs;
}

/**
 * Milliseconds after a doubt was resolved at which its chat is read again for second copies, given how often that was
 * done; `null`: often enough. At the default Δ after 10 minutes, an hour and a day.
 */
export function nextSweepMs(sweeps: number, settleMs: number): number | null {
  const after = SWEEPS_AFTER[sweeps];
  return after === undefined ? null : after * settleMs;
}

/** A sweep whose chat cannot be read is tried until this long after the doubt was resolved: three days at the default Δ. */
export function lastSweepTryMs(settleMs: number): number {
  return 3 * SWEEPS_AFTER[2] * settleMs;
}

/** What one complete or incomplete look at the chat showed. */
export interface Look {
  /** Our message ids that carry this delivery's marker, or that only this delivery can have made. */
  readonly found: readonly number[];
  /** Whether the whole stretch in which the message could be was read. */
  readonly isComplete: boolean;
  /** Database time right before the read began, in milliseconds since the doubt began. */
  readonly elapsedMs: number;
  /** The same since the last absence that counted; `null` when none has. */
  readonly sinceNegativeMs: number | null;
  readonly negatives: number;
}

export type Verdict =
  | { readonly kind: 'present'; readonly messageId: number; readonly duplicates: readonly number[] }
  /** Absent beyond doubt: it may be sent again. */
  | { readonly kind: 'absent' }
  /** Absence that counts, but not often enough yet. */
  | { readonly kind: 'negative' }
  | { readonly kind: 'open' };

/**
 * Presence is believed at once, absence late and twice: a request that timed out may still be applied, and a history
 * may lag. The smallest id is the message; every other is a second copy.
 */
export function judge(look: Look, settleMs: number): Verdict {
  const [first, ...rest] = [...look.found].sort((a, b) => a - b);
  if (first !== undefined) return { kind: 'present', messageId: first, duplicates: rest };
  const isLate = look.elapsedMs >= settleMs;
  const isApart = look.sinceNegativeMs === null || look.sinceNegativeMs >= LATE_STEP * settleMs;
  if (!look.isComplete || !isLate || !isApart) return { kind: 'open' };
  return look.negatives + 1 >= NEGATIVES_NEEDED ? { kind: 'absent' } : { kind: 'negative' };
}
