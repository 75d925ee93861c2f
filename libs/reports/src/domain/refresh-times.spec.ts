import { nextRefreshMs } from './refresh-times.js';

const HOUR = 3_600_000;

describe('a large run is counted again', () => {
  it.each([
    ['soon while it is open', 500, null, 20_000],
    ['so late that counting stays a tenth of the work', 6_000, null, 60_000],
    ['soon right after its end', 6_000, 60_000, 60_000],
    ['ever later after that', 6_000, 10 * HOUR, HOUR / 2],
    ['once a day at last', 6_000, 60 * 24 * HOUR, 24 * HOUR],
    ['and then no more', 6_000, 91 * 24 * HOUR, null],
  ])('%s', (_, tookMs, sinceEndMs, next) => {
    expect(nextRefreshMs(tookMs, sinceEndMs)).toBe(next);
  });
});
