import * as fc from 'fast-check';
import { BusiestSecond } from './busiest-second.js';

const maxOf = (times: readonly number[]): number => {
  const busiest = new BusiestSecond();
  for (const atMs of times) busiest.note(atMs);
  return busiest.max;
};

/** By definition: the most times in any closed interval of a second, which may be taken to end at one of them. */
const bruteForce = (times: readonly number[]): number =>
  Math.max(0, ...times.map((end) => times.filter((atMs) => atMs >= end - 1000 && atMs <= end).length));

describe('the busiest second', () => {
  it('counts both ends', () => {
    expect(maxOf([0, 500, 1000])).toBe(3);
    expect(maxOf([0, 500, 1000.001])).toBe(2);
    expect(maxOf([])).toBe(0);
  });

  it('agrees with its definition for any arrivals', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 }), (gaps) => {
        let atMs = 0;
        const times = gaps.map((gap) => (atMs += gap));
        expect(maxOf(times)).toBe(bruteForce(times));
      }),
    );
  });

  it('agrees when more than it keeps in memory have passed', () => {
    const times = Array.from({ length: 5000 }, (_, index) => index * 10);
    expect(maxOf(times)).toBe(101);
  });
});
