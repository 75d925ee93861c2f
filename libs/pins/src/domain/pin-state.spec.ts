import { isFinal, reachableFrom } from '#lib/kernel';
import { PIN_STATES, PIN_TRANSITIONS } from './pin-state.js';

describe('the states of a pin', () => {
  it('are all in the table, all reachable, and all lead to an end', () => {
    expect(Object.keys(PIN_TRANSITIONS).sort()).toEqual([...PIN_STATES].sort());
    expect([...reachableFrom(PIN_TRANSITIONS, 'todo')].sort()).toEqual([...PIN_STATES].sort());
    for (const state of PIN_STATES)
      expect([...reachableFrom(PIN_TRANSITIONS, state)].some((end) => isFinal(PIN_TRANSITIONS, end))).toBe(
        true,
      );
  });
});
