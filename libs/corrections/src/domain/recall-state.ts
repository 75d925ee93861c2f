import type { Transitions } from '#lib/kernel';

/** The enum `recall_state`, in its order. */
export const RECALL_STATES = ['todo', 'doing', 'gone', 'failed', 'unneeded', 'cancelled'] as const;
export type RecallState = (typeof RECALL_STATES)[number];

/**
 * The recall of one message. A dimension of its own: the delivery stays `sent`.
 *
 *     todo ──taken──▶ doing ──deleted, or not there──▶ gone
 *      │ ▲              │ └──refused──▶ failed ──asked for again──▶ todo
 *      │ └──put back────┘
 *      ├──the send turned out never to have been──▶ unneeded ──late proof──▶ todo
 *      └──operation cancelled──▶ cancelled ──asked for again──▶ todo
 *
 * Deleting may be repeated, so a crash anywhere costs a second DELETE and nothing else (C14 of the protocol).
 */
export const RECALL_TRANSITIONS: Transitions<RecallState> = {
  todo: ['doing', 'unneeded', 'cancelled'],
  doing: ['todo', 'gone', 'failed'],
  gone: [],
  failed: ['todo'],
  unneeded: ['todo'],
  cancelled: ['todo'],
};

/** Whether the person had read the message by the look right before it was deleted. */
export const READINGS = ['before_read', 'after_read', 'unknown'] as const;
export type Reading = (typeof READINGS)[number];

/** What recall reaches: every message of the run, or those that are not known to be read. */
export const RECALL_SCOPES = ['all', 'unread'] as const;
export type RecallScope = (typeof RECALL_SCOPES)[number];

/** What becomes of people who have not got the message when its recall is asked for. */
export const REMAINING = ['cancel', 'pause'] as const;
export type Remaining = (typeof REMAINING)[number];
