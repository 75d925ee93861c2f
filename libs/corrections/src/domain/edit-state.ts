import type { Transitions } from '#lib/kernel';

/** The enum `edit_state`, in its order. */
export const EDIT_STATES = [
  'todo',
  'doing',
  'done',
  'failed',
  'superseded',
  'unneeded',
  'cancelled',
] as const;
export type EditState = (typeof EDIT_STATES)[number];

/**
 * One version of the text in one message. A dimension of its own: the delivery stays `sent` and says which version it
 * has.
 *
 *     todo ──taken──▶ doing ──changed──▶ done
 *      │ ▲              │ └──refused──▶ failed
 *      │ └──put back────┘
 *      ├──the send turned out never to have been──▶ unneeded ──late proof──▶ todo
 *      └──operation cancelled──▶ cancelled
 *     todo, doing ──a newer version, or a recall──▶ superseded
 *
 * A PUT may be repeated; the order of versions is kept by one open row per message, and by a look after Δ where a PUT of
 * an older version may still be on its way (C15 of the protocol).
 */
export const EDIT_TRANSITIONS: Transitions<EditState> = {
  todo: ['doing', 'superseded', 'unneeded', 'cancelled'],
  doing: ['todo', 'done', 'failed', 'superseded', 'cancelled'],
  done: [],
  failed: [],
  superseded: [],
  unneeded: ['todo'],
  cancelled: [],
};
