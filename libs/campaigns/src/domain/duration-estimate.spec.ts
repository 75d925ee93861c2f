import { estimateDuration } from './duration-estimate.js';

describe('estimateDuration', () => {
  it('counts a place as taken for a second and the answer time', () => {
    expect(estimateDuration(1204, 4)).toEqual({ ratePerSecond: 3.2, durationSeconds: 377 });
    expect(estimateDuration(1, 4).durationSeconds).toBe(1);
    expect(estimateDuration(0, 4).durationSeconds).toBe(0);
  });

  it('halves with twice the limit', () => {
    expect(estimateDuration(3200, 8).durationSeconds).toBe(500);
  });
});
