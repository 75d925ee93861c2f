import { isFinal, reachableFrom, type Transitions } from '#lib/kernel';
import { EDIT_STATES, EDIT_TRANSITIONS } from './edit-state.js';
import { RECALL_STATES, RECALL_TRANSITIONS } from './recall-state.js';

const TABLES: readonly [string, readonly string[], Transitions<string>][] = [
  ['recall', RECALL_STATES, RECALL_TRANSITIONS],
  ['edit', EDIT_STATES, EDIT_TRANSITIONS],
];

describe.each(TABLES)('the states of a %s', (_name, states, table) => {
  it('are all in the table, and all reachable', () => {
    expect(Object.keys(table).sort()).toEqual([...states].sort());
    expect([...reachableFrom(table, 'todo')].sort()).toEqual([...states].sort());
  });

  it('all lead to an end', () => {
    for (const state of states)
      expect([...reachableFrom(table, state)].some((reached) => isFinal(table, reached))).toBe(true);
  });
});
