import { type Logger, metrics } from '#lib/observability';
import type { DeliveryState } from './domain/delivery-state.js';

/** What is said of a change of a delivery's state: ids, numbers and words of ours, never a name or a text. */
export interface TransitionNote {
  readonly deliveryId: bigint;
  readonly runId?: string;
  readonly fence?: bigint;
  readonly attempt?: number;
  readonly from: DeliveryState;
  readonly to: DeliveryState;
  readonly outcome?: string;
  readonly httpStatus?: number | null;
  readonly durationMs?: number;
}

/**
 * One line and one count for each change that this process has made and seen committed: inside a transaction it is
 * called through `afterCommit`. What a process was killed before it told is in `delivery_event`, which holds for good.
 */
export function noteTransition(logger: Logger, note: TransitionNote): void {
  metrics.count('vestnik_delivery_transitions_total', { from: note.from, to: note.to });
  logger.info(
    {
      delivery_id: String(note.deliveryId),
      run_id: note.runId,
      fence: note.fence === undefined ? undefined : String(note.fence),
      attempt: note.attempt,
      state_from: note.from,
      state_to: note.to,
      outcome: note.outcome,
      http_status: note.httpStatus ?? undefined,
      duration_ms: note.durationMs === undefined ? undefined : Math.round(note.durationMs),
    },
    'delivery changed',
  );
}

/** What a statement has done to many deliveries at once. */
export interface TransitionKind {
  readonly from: DeliveryState;
  readonly to: DeliveryState;
  readonly outcome: string;
}

/** The same for a statement that changes many rows at once: one line with their number, none for no rows. */
export function noteTransitions(logger: Logger, change: TransitionKind, count: number): void {
  if (count === 0) return;
  const { from, to, outcome } = change;
  metrics.count('vestnik_delivery_transitions_total', { from, to }, count);
  logger.info({ state_from: from, state_to: to, outcome, count }, 'deliveries changed');
}
