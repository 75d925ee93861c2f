/** Smaller losses are believed whatever their share is: in a company of twenty, half may really leave. */
const ALWAYS_BELIEVED = 20;

export interface DirectoryChange {
  /** People in the messenger's answer. */
  readonly listed: number;
  /** People whom the mirror holds as present. */
  readonly known: number;
  /** Of those, how many are missing in the answer. */
  readonly leaving: number;
}

/**
 * Whether an answer may be taken as the whole directory. A messenger that lists nobody, or less than half of those who
 * were there, is more likely to be broken than right; believed, it would empty every audience in silence. Somebody who
 * knows better allows it.
 */
export function isPlausible(change: DirectoryChange, isShrinkAllowed: boolean): boolean {
  // The bot itself is an account: an answer with nobody in it is no answer, whoever allows what.
  if (change.listed === 0) return false;
  if (isShrinkAllowed) return true;
  return change.leaving <= ALWAYS_BELIEVED || change.leaving * 2 <= change.known;
}
