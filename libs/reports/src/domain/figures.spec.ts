import fc from 'fast-check';
import { medianRank, medianReadingTime, shareOf } from './reading-time.js';
import { sendPace } from './send-pace.js';

describe('the median time to read', () => {
  it('is the middle of its bounds, with the distance to them', () => {
    expect(medianReadingTime({ leastS: 300, mostS: 1_800 })).toEqual({
      medianTimeToReadS: 1_050,
      medianPrecisionS: 750,
    });
  });

  it('is unknown without bounds', () => {
    const unknown = { medianTimeToReadS: null, medianPrecisionS: null };
    expect(medianReadingTime({ leastS: null, mostS: null })).toEqual(unknown);
  });

  it('takes the lower of two middles', () => {
    expect([0, 1, 2, 3, 4].map(medianRank)).toEqual([0, 1, 1, 2, 2]);
  });

  it('holds the true median, whenever in their intervals people read', () => {
    const read = fc
      .tuple(fc.nat(1_000), fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([least, width, where]) => ({ least, most: least + width, truth: least + width * where }));
    fc.assert(
      fc.property(fc.array(read, { minLength: 1 }), (reads) => {
        const at = (values: number[]): number =>
          values.sort((a, b) => a - b)[medianRank(values.length) - 1] ?? 0;
        const bounds = {
          leastS: at(reads.map(({ least }) => least)),
          mostS: at(reads.map(({ most }) => most)),
        };
        const { medianTimeToReadS, medianPrecisionS } = medianReadingTime(bounds);
        const error = Math.abs(at(reads.map(({ truth }) => truth)) - (medianTimeToReadS ?? 0));
        expect(error).toBeLessThanOrEqual((medianPrecisionS ?? 0) + 0.001);
      }),
    );
  });
});

describe('a share', () => {
  it('has four decimals, and none of nothing', () => {
    expect(shareOf(3_911, 6_209)).toBe(0.6299);
    expect(shareOf(0, 0)).toBeNull();
  });
});

describe('the pace of a run', () => {
  it('is what was sent since the first send of the last minute', () => {
    expect(sendPace({ count: 238, spanS: 60 }, 397)).toEqual({ ratePerS: 3.97, remainingMs: 100_084 });
    expect(sendPace({ count: 40, spanS: 10 }, 40)).toEqual({ ratePerS: 4, remainingMs: 10_000 });
  });

  it('does not take one message for a rate', () => {
    expect(sendPace({ count: 1, spanS: 0.001 }, 10).ratePerS).toBe(1);
  });

  it('promises no end where nothing moves or nothing is left', () => {
    expect(sendPace({ count: 0, spanS: 0 }, 10)).toEqual({ ratePerS: 0, remainingMs: null });
    expect(sendPace({ count: 60, spanS: 60 }, 0)).toEqual({ ratePerS: 1, remainingMs: null });
  });
});
