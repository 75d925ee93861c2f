import type { Destination } from './destination.js';
import type { ClosingReason } from './domain/delivery-state.js';

/** Whether a delivery may go out, right before its intent. */
export type Verdict =
  | { readonly kind: 'eligible'; readonly to: Destination }
  | { readonly kind: 'ineligible'; readonly reason: ClosingReason }
  /** The messenger did not answer, and what is known is too old. */
  | { readonly kind: 'unreachable' };
