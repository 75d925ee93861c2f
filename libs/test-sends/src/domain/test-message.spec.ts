import { isFinal, reachableFrom } from '#lib/kernel';
import { TEST_MESSAGE_STATES, TEST_MESSAGE_TRANSITIONS } from './test-message.js';

describe('the states of a test message', () => {
  it('are all in the table, and all reachable', () => {
    expect(Object.keys(TEST_MESSAGE_TRANSITIONS).sort()).toEqual([...TEST_MESSAGE_STATES].sort());
    expect([...reachableFrom(TEST_MESSAGE_TRANSITIONS, 'todo')].sort()).toEqual(
      [...TEST_MESSAGE_STATES].sort(),
    );
  });

  it('all lead to an end', () => {
    for (const state of TEST_MESSAGE_STATES) {
      const reached = [...reachableFrom(TEST_MESSAGE_TRANSITIONS, state)];
      expect(reached.some((each) => isFinal(TEST_MESSAGE_TRANSITIONS, each))).toBe(true);
    }
  });
});
