import type { Transitions } from '#lib/kernel';

/**
 * The life of an event. `received`: to be applied. `stale`: signed, but too old to be believed as it stands. `applied`:
 * what it means has been written down, once. `refused`: it is not true, or nobody could make anything of it; the
 * outcome says which.
 */
export const EVENT_STATES = ['received', 'stale', 'applied', 'refused'] as const;
export type EventState = (typeof EVENT_STATES)[number];

/** A stale event, and one that was refused for want of a witness, is believed when the history has it, too. */
export const EVENT_TRANSITIONS: Transitions<EventState> = {
  received: ['applied', 'refused'],
  stale: ['received', 'applied', 'refused'],
  applied: [],
  refused: ['received'],
};
