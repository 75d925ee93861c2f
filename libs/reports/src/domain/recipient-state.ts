/**
 * What a recipient is told about a delivery. As in the ledger, except that `leased` reads `pending`: that a worker has
 * taken a row in hand means nothing to anybody else.
 */
export const RECIPIENT_STATES = [
  'pending',
  'sending',
  'unknown',
  'sent',
  'failed',
  'skipped',
  'cancelled',
  'expired',
] as const;
/** A state as people are told it: `leased` is nobody's business and shows as `pending`. */
export type RecipientState = (typeof RECIPIENT_STATES)[number];

/** The states that say why: the ledger takes no reason in any other. */
export const STATES_WITH_REASON = ['failed', 'skipped'] as const satisfies readonly RecipientState[];

/** A state of the ledger. */
export type LedgerState = RecipientState | 'leased';

export const recipientStateOf = (state: LedgerState): RecipientState =>
  state === 'leased' ? 'pending' : state;

/** The states of the ledger behind those of a report. */
export const ledgerStatesOf = (states: readonly RecipientState[]): LedgerState[] =>
  states.flatMap((state) => (state === 'pending' ? (['pending', 'leased'] as const) : [state]));
