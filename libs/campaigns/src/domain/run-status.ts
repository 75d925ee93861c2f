import type { Transitions } from '#lib/kernel';

/** The enum `run_status`, in its order. */
export const RUN_STATUSES = [
  'preparing',
  'running',
  'paused',
  'cancelling',
  'completed',
  'cancelled',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/**
 * One execution of a campaign.
 *
 *     preparing ──people frozen──▶ running ──every row is closed──▶ completed
 *         │  ▲                      │   ▲
 *        hold resume             pause resume
 *         ▼  │                      ▼   │
 *         paused ◀──────────────── paused
 *     preparing, running, paused ──cancel──▶ cancelling ──rows closed──▶ cancelled
 *
 *     completed ──retry of those given up, follow-up──▶ running
 *
 * A run paused before its people were frozen goes back to `preparing`. `completed` and `cancelled` are computed from the
 * rows, never set because somebody says so.
 */
export const RUN_TRANSITIONS: Transitions<RunStatus> = {
  preparing: ['running', 'paused', 'cancelling'],
  running: ['paused', 'completed', 'cancelling'],
  paused: ['preparing', 'running', 'cancelling'],
  cancelling: ['cancelled'],
  completed: ['running'],
  cancelled: [],
};
