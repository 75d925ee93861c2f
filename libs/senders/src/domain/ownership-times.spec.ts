import { EVICT_AFTER_MS, PROOF_MS, QUIET_MS, VOUCH_MS, WAY_MS } from './ownership-times.js';

describe('the times of an ownership', () => {
  it('let an owner stop trusting its lease long before others may evict it', () => {
    expect(VOUCH_MS).toBeLessThan(EVICT_AFTER_MS / 1.5);
  });

  it('keep the requests of two owners out of one second, even if the old one never hears of the new one', () => {
    const takenAt = 0;
    const lastOfTheOld = takenAt + PROOF_MS + WAY_MS;
    const firstOfTheNew = takenAt + QUIET_MS;
    expect(firstOfTheNew - lastOfTheOld).toBeGreaterThan(1_000);
  });

  it('leave a hand-over that takes less than a second and a half', () => {
    expect(QUIET_MS).toBeLessThan(1_500);
  });
});
