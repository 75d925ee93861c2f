/**
 * When a doubt is looked at, as fractions of Δ, the time after which absence counts (protocol 2.8). Early looks can
 * only find the message; at the default Δ of 300 s they come after 3, 10, 30, 60 and 120 s.
 */
const EARLY_LOOKS = [0.01, 1 / 30, 0.1, 0.2, 0.4] as const;
/** Between looks once absence counts: 30 s at the default Δ. */
const LATE_STEP = 0.1;

/** Absence must be seen this often before it is believed. The guard trigger asks for the same number. */
export const NEGATIVES_NEEDED = 2;

/** Milliseconds after the doubt began at which to look next, given how long it has lasted. */
export function nextLookMs(elapsedMs: number, settleMs: number): number {
  const early = EARLY_LOOKS.map((fraction) => fraction * settleMs).find((at) => at > elapsedMs);
  if (early !== undefined) return early;
  return elapsedMs < settleMs ? settleMs : elapsedMs + LATE_STEP * settleMs;
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
