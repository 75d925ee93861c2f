import type { Transitions } from '#lib/kernel';

/** The enum `operation_status`; the last three are final. */
export type OperationStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/**
 * One piece of long work.
 *
 *     queued ──claim──▶ running ──▶ succeeded | failed | cancelled
 *        └──cancel──▶ cancelled
 *
 * Only the holder of the claim moves an operation out of `running`. A holder whose lease ran out is replaced without
 * a change of status: the next claim takes the running row over, and the late holder's writes no longer match.
 */
export const OPERATION_TRANSITIONS: Transitions<OperationStatus> = {
  queued: ['running', 'cancelled'],
  running: ['succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
};

/** The statuses in which something is still to be done. */
export const OPEN_OPERATION_STATUSES = ['queued', 'running'] as const satisfies readonly OperationStatus[];
