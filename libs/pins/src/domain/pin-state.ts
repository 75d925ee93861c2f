import type { Transitions } from '#lib/kernel';

/** The enum `pin_state`, in its order. */
export const PIN_STATES = ['todo', 'pinned', 'unpinned', 'failed', 'dropped'] as const;
export type PinState = (typeof PIN_STATES)[number];

/**
 * The pin of one chat post. A dimension of its own: the delivery stays `sent`, pinned or not.
 *
 *     todo ──pinned──▶ pinned ──its time has passed──▶ unpinned
 *      │                  ├──refused to the end──▶ failed
 *      │                  └──recalled──▶ dropped
 *      ├──refused until its time had passed──▶ failed
 *      └──recalled, gone, or too late──▶ dropped
 *
 * Pinning and unpinning may be repeated, so a crash anywhere costs a second request and nothing else.
 */
export const PIN_TRANSITIONS: Transitions<PinState> = {
  todo: ['pinned', 'failed', 'dropped'],
  pinned: ['unpinned', 'failed', 'dropped'],
  unpinned: [],
  failed: [],
  dropped: [],
};
