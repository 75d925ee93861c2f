import { ConservationError } from './conservation.error.js';
import {
  type LedgerState,
  RECIPIENT_STATES,
  type RecipientState,
  recipientStateOf,
} from './recipient-state.js';

/** What the ledger must add up to. */
export interface LedgerFrame {
  readonly runId: string;
  readonly status: 'preparing' | 'running' | 'paused' | 'cancelling' | 'completed' | 'cancelled';
  /** People whom the run was confirmed for. */
  readonly confirmedCount: number;
  /** Rows that were made of them, skipped ones included; `null` until then. */
  readonly expectedCount: number | null;
}

export interface StateCount {
  readonly state: LedgerState;
  readonly count: number;
}

/** How many recipients there are, and how many of them are in each state: the states always add up. */
export type RunLedger = Readonly<Record<RecipientState, number>> & { readonly recipients: number };

/**
 * Counts the recipients of a run by state.
 *
 * Until its people are frozen a run has no rows, and everybody it was confirmed for is pending; or cancelled, when it
 * is cancelled before that.
 *
 * @throws ConservationError when the rows are not as many as the run expects
 */
export function runLedger(frame: LedgerFrame, counts: readonly StateCount[]): RunLedger {
  const ledger = Object.fromEntries(RECIPIENT_STATES.map((state) => [state, 0])) as Record<
    RecipientState,
    number
  >;
  for (const { state, count } of counts) ledger[recipientStateOf(state)] += count;
  const rows = counts.reduce((sum, { count }) => sum + count, 0);
  if (frame.expectedCount === null) {
    const isOff = frame.status === 'cancelling' || frame.status === 'cancelled';
    ledger[isOff ? 'cancelled' : 'pending'] += Math.max(0, frame.confirmedCount - rows);
    return { ...ledger, recipients: Math.max(rows, frame.confirmedCount) };
  }
  if (rows !== frame.expectedCount) {
    throw new ConservationError(frame.runId, { expected: frame.expectedCount, rows });
  }
  return { ...ledger, recipients: rows };
}
