/** How the deliveries of an open wave stand. */
export interface WaveFacts {
  /** Of this wave and those before: not sent yet, or under way. */
  readonly open: number;
  /** Of this wave and those before: in doubt, for less and for more than the time in which a doubt settles. */
  readonly freshDoubts: number;
  readonly oldDoubts: number;
  /** Of this wave alone. */
  readonly sent: number;
  readonly failed: number;
}

export type WaveVerdict =
  | { readonly kind: 'wait' }
  | { readonly kind: 'open_next' }
  | { readonly kind: 'hold'; readonly code: WaveHold };
export type WaveHold = 'ramp_failures' | 'ramp_doubts';

/**
 * Whether the next wave may go. A doubt has its time to settle by itself; one that outlives it stops the run, as does a
 * share of refusals above `maxFailurePercent`. Pure and total.
 */
export function judgeWave(facts: WaveFacts, maxFailurePercent: number): WaveVerdict {
  const { open, freshDoubts, oldDoubts, sent, failed } = facts;
  if (open > 0) return { kind: 'wait' };
  if (failed > 0 && failed * 100 > (sent + failed) * maxFailurePercent)
    return { kind: 'hold', code: 'ramp_failures' };
  if (oldDoubts > 0) return { kind: 'hold', code: 'ramp_doubts' };
  return freshDoubts > 0 ? { kind: 'wait' } : { kind: 'open_next' };
}
