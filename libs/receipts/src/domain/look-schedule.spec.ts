import fc from 'fast-check';
import { LOOK_MULTIPLES, nextLookMs, retryDelayMs } from './look-schedule.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST = 5 * MINUTE;

const allLooks = (firstMs: number): number[] => {
  const looks: number[] = [];
  for (let next = nextLookMs(0, firstMs); next !== null; next = nextLookMs(next, firstMs)) looks.push(next);
  return looks;
};

describe('the schedule of looks', () => {
  it('is 5 min, 30 min, 2 h, 8 h, 24 h, then daily to day 14 at the default', () => {
    const daily = Array.from({ length: 13 }, (_, day) => (day + 2) * DAY);
    expect(allLooks(FIRST)).toEqual([5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR, DAY, ...daily]);
  });

  it('scales with the first look', () => {
    expect(allLooks(1_000)).toEqual(LOOK_MULTIPLES.map((multiple) => multiple * 1_000));
  });

  it('collapses the looks that a stopped worker missed into one', () => {
    expect(nextLookMs(3 * HOUR, FIRST)).toBe(8 * HOUR);
    expect(nextLookMs(9 * DAY + HOUR, FIRST)).toBe(10 * DAY);
  });

  it('ends with day 14', () => {
    expect(nextLookMs(14 * DAY - 1, FIRST)).toBe(14 * DAY);
    expect(nextLookMs(14 * DAY, FIRST)).toBeNull();
    expect(nextLookMs(300 * DAY, FIRST)).toBeNull();
  });

  it('never gives a look that is not later than the last one', () => {
    fc.assert(
      fc.property(fc.nat(20 * DAY), fc.integer({ min: 1_000, max: HOUR }), (since, first) => {
        const next = nextLookMs(since, first);
        return next === null ? since >= 4_032 * first : next > since && next <= 4_032 * first;
      }),
    );
  });
});

describe('the delay of a look that got no answer', () => {
  it('is the first delay for a young message and a twelfth of the age later', () => {
    expect(retryDelayMs(0, FIRST)).toBe(FIRST);
    expect(retryDelayMs(30 * MINUTE, FIRST)).toBe(FIRST);
    expect(retryDelayMs(DAY, FIRST)).toBe(2 * HOUR);
  });

  it('does not end, however old the message is', () => {
    expect(retryDelayMs(60 * DAY, FIRST)).toBe(5 * DAY);
  });
});
