import { syncEstimate } from './sync-estimate.js';

describe('what a sync will cost', () => {
  it('is told at the pace of the last one', () => {
    expect(syncEstimate({ requests: 100, seconds: 20 }, 2_000, 40)).toEqual({
      requests: 2_000,
      seconds: 400,
      basis: 'last_sync',
    });
  });

  it.each([
    [40, 300],
    [2, 1_000],
  ])('is assumed before the first one, at a limit of %i a second', (limit, seconds) => {
    expect(syncEstimate(null, 2_000, limit)).toEqual({ requests: 2_000, seconds, basis: 'assumption' });
  });

  it('is not known before anybody was counted', () => {
    expect(syncEstimate(null, null, 40)).toEqual({ requests: null, seconds: null, basis: 'assumption' });
  });
});
