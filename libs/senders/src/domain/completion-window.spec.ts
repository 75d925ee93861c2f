import fc from 'fast-check';
import { CompletionWindow } from './completion-window.js';

/** The largest number of arrivals in any closed interval of a second. */
function largestCount(arrivals: readonly number[]): number {
  const sorted = [...arrivals].sort((a, b) => a - b);
  return sorted.reduce((most, from, at) => {
    const within = sorted.slice(at).filter((arrival) => arrival - from <= 1_000).length;
    return Math.max(most, within);
  }, 0);
}

interface Trip {
  /** From the moment a place is ready to the start: a stalled event loop, a slow database. */
  readonly stallMs: number;
  readonly outboundMs: number;
  readonly inboundMs: number;
  readonly isReleased: boolean;
}

/** Starts every request as early as the window allows and returns the arrivals at the receiver. */
function drive(limit: number, trips: readonly Trip[]): number[] {
  const window = new CompletionWindow(limit, 1_001, 0);
  const underWay: { completesAt: number; finish: () => void }[] = [];
  const arrivals: number[] = [];
  let now = 0;
  for (const trip of trips) {
    let place = window.reserve();
    while (place === null) {
      underWay.sort((a, b) => a.completesAt - b.completesAt);
      const next = underWay.shift();
      if (next === undefined) throw new Error('no place and nothing under way');
      now = Math.max(now, next.completesAt);
      next.finish();
      place = window.reserve();
    }
    const taken = place;
    const start = Math.max(now, taken.readyAt) + trip.stallMs;
    if (trip.isReleased) {
      window.release(taken);
      continue;
    }
    arrivals.push(start + trip.outboundMs);
    const completesAt = start + trip.outboundMs + trip.inboundMs;
    underWay.push({
      completesAt,
      finish: () => {
        window.complete(taken, completesAt);
      },
    });
  }
  return arrivals;
}

const trip = fc.record({
  stallMs: fc.oneof(fc.constant(0), fc.nat(3_000)),
  outboundMs: fc.oneof(fc.nat(5), fc.nat(12_000)),
  inboundMs: fc.oneof(fc.nat(5), fc.nat(12_000)),
  isReleased: fc.boolean(),
});

describe('CompletionWindow', () => {
  it('never lets more than the limit arrive in any second, whatever the stalls and answer times', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(trip, { minLength: 1, maxLength: 60 }),
        (limit, trips) => {
          expect(largestCount(drive(limit, trips))).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('uses what the window allows when answers are immediate', () => {
    const trips = Array.from({ length: 40 }, () => ({
      stallMs: 0,
      outboundMs: 0,
      inboundMs: 0,
      isReleased: false,
    }));
    const arrivals = drive(4, trips);
    expect(arrivals.at(-1)).toBe(9 * 1_001);
  });

  it('has no place while as many requests are under way as the limit allows', () => {
    const window = new CompletionWindow(2, 1_001, 0);
    const first = window.reserve();
    window.reserve();
    expect(window.reserve()).toBeNull();
    if (first === null) throw new Error('the first place is free');
    window.complete(first, 500);
    expect(window.reserve()).toEqual({ readyAt: 1_501 });
  });

  it('opens for a new owner only when told', () => {
    expect(new CompletionWindow(4, 1_001, 7_000).reserve()).toEqual({ readyAt: 7_000 });
  });

  it('refuses to complete a place twice', () => {
    const window = new CompletionWindow(1, 1_001, 0);
    const place = window.reserve();
    if (place === null) throw new Error('the place is free');
    window.complete(place, 10);
    expect(() => {
      window.complete(place, 20);
    }).toThrow(/twice/);
  });
});
