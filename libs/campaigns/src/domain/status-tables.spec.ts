import { isFinal, reachableFrom, type Transitions } from '#lib/kernel';
import { CAMPAIGN_STATUSES, CAMPAIGN_TRANSITIONS } from './campaign-status.js';
import { RUN_STATUSES, RUN_TRANSITIONS } from './run-status.js';

const tables: readonly [string, readonly string[], Transitions<string>, string][] = [
  ['campaign', CAMPAIGN_STATUSES, CAMPAIGN_TRANSITIONS, 'draft'],
  ['run', RUN_STATUSES, RUN_TRANSITIONS, 'preparing'],
];

describe.each(tables)('the statuses of a %s', (_name, statuses, table, start) => {
  it('are all in the table, and all reachable', () => {
    expect(Object.keys(table).sort()).toEqual([...statuses].sort());
    expect([...reachableFrom(table, start)].sort()).toEqual([...statuses].sort());
  });

  it('all lead to an end', () => {
    for (const status of statuses) {
      expect([...reachableFrom(table, status)].some((reached) => isFinal(table, reached))).toBe(true);
    }
  });
});
