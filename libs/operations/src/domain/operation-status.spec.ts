import { isFinal, reachableFrom } from '#lib/kernel';
import { OPEN_OPERATION_STATUSES, OPERATION_TRANSITIONS, type OperationStatus } from './operation-status.js';

const STATUSES = Object.keys(OPERATION_TRANSITIONS) as OperationStatus[];

describe('the status of an operation', () => {
  it('reaches every status from queued', () => {
    expect([...reachableFrom(OPERATION_TRANSITIONS, 'queued')].sort()).toEqual([...STATUSES].sort());
  });

  it('is open exactly where it is not final', () => {
    const open = STATUSES.filter((status) => !isFinal(OPERATION_TRANSITIONS, status));
    expect(open).toEqual([...OPEN_OPERATION_STATUSES]);
  });

  it('can be cancelled wherever it is open', () => {
    for (const status of OPEN_OPERATION_STATUSES)
      expect(OPERATION_TRANSITIONS[status]).toContain('cancelled');
  });
});
