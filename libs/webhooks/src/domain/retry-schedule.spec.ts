import { RETRY_SECONDS, secondsToNextTry } from './retry-schedule.js';

describe('the tries of a webhook', () => {
  it('are ten, further and further apart, over three days', () => {
    const waits: number[] = [];
    for (let tries = 0, wait = secondsToNextTry(0); wait !== null; tries += 1, wait = secondsToNextTry(tries))
      waits.push(wait);
    expect(waits).toEqual([0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(waits).toEqual(RETRY_SECONDS);
  });

  it('end', () => {
    expect(secondsToNextTry(RETRY_SECONDS.length)).toBeNull();
  });
});
