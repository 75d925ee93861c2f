import { EVICT_AFTER_MS, QUIET_MS, VOUCH_MS } from './ownership-times.js';

describe('the times of an ownership', () => {
  it('let an owner stop trusting its lease long before others may evict it', () => {
    expect(VOUCH_MS).toBeLessThan(EVICT_AFTER_MS / 1.5);
  });

  it('keep the requests of two owners out of one second, with a quarter of a second on the way', () => {
    expect(QUIET_MS).toBeGreaterThanOrEqual(1_000 + 250);
  });
});
