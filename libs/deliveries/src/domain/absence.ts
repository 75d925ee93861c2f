import type { WhenAway } from './run-step.js';

/** What is done about a follow-up to somebody who may be away. */
export type AbsenceVerdict =
  | { readonly kind: 'goes_out' }
  | { readonly kind: 'left_out' }
  /** Looked at once more after so long; who is back by then gets it. */
  | { readonly kind: 'waits'; readonly waitMs: number };

/** A follow-up, as far as absences are concerned. */
export interface AbsenceRule {
  readonly whenAway: WhenAway;
  /** For how long it may wait before it is looked at once more; 0 or less: for no return any longer. */
  readonly holdMs: number;
}

/**
 * Right before the intent. The end of a status is not waited for as such: whoever comes back sooner, or takes more
 * days, changes it; so the person is looked at again and again.
 */
export function absenceVerdict(isAway: boolean, { whenAway, holdMs }: AbsenceRule): AbsenceVerdict {
  if (!isAway) return { kind: 'goes_out' };
  if (whenAway === 'skip' || holdMs <= 0) return { kind: 'left_out' };
  return { kind: 'waits', waitMs: holdMs };
}
