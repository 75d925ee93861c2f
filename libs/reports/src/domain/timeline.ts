import { type LedgerState, type RecipientState, recipientStateOf } from './recipient-state.js';

/** One change of a delivery's state as the ledger's history has it. */
export interface LedgerEvent {
  readonly at: Date;
  readonly from: LedgerState;
  readonly to: LedgerState;
  /** Attempts made when it happened. */
  readonly attempt: number;
  /** The worker or person who did it. */
  readonly actor: string | null;
  readonly why: string | null;
}

/** One step of a delivery's history, in the states that people are told. */
export interface TimelineEvent extends Omit<LedgerEvent, 'from' | 'to'> {
  readonly from: RecipientState;
  readonly to: RecipientState;
}

/** One persisted intent to post the message, and what became of it. */
export interface AttemptSummary {
  /** From 1. */
  readonly attempt: number;
  readonly startedAt: Date;
  /**
   * `sending`: under way; `unknown`: in doubt; `sent`; `failed`: refused for this person; `pending`: proved unsent, so
   * that it could be tried again.
   */
  readonly outcome: RecipientState;
  /** `null` while it is under way or in doubt. */
  readonly endedAt: Date | null;
  /** The ledger's word for the outcome. */
  readonly why: string | null;
}

/** The history without what only workers care about: a row that was taken in hand and put back. */
export function timelineOf(events: readonly LedgerEvent[]): TimelineEvent[] {
  return events
    .map((event) => ({ ...event, from: recipientStateOf(event.from), to: recipientStateOf(event.to) }))
    .filter(({ from, to }) => from !== to);
}

/**
 * The attempts of a history, oldest first.
 *
 * An attempt begins with `sending` and ends when that, or the doubt that followed it, is left. Proof that the message
 * exists belongs to the last attempt, whenever it comes, even after the attempt was given up.
 */
export function attemptsOf(events: readonly LedgerEvent[]): AttemptSummary[] {
  const attempts = new Map<number, AttemptSummary>();
  for (const { attempt, at, from, to, why } of events) {
    const outcome = recipientStateOf(to);
    const known = attempts.get(attempt);
    if (to === 'sending') {
      attempts.set(attempt, { attempt, startedAt: at, outcome, endedAt: null, why: null });
    } else if (known !== undefined && (from === 'sending' || from === 'unknown' || to === 'sent')) {
      attempts.set(attempt, { ...known, outcome, endedAt: to === 'unknown' ? null : at, why });
    }
  }
  return [...attempts.values()];
}
