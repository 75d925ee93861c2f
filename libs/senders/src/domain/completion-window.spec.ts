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
  /** Never written; its place is given back when the next one that is under way ends. */
  readonly isReleased: boolean;
}

/** An arrival at the receiver, with the limit under which its place was reserved. */
interface Arrival {
  readonly at: number;
  readonly limit: number;
}

/**
 * Starts every request as early as the window allows and returns the arrivals at the receiver, in the order of the
 * reservations. `limits`: what the limit is set to before each request, `null`: as it was.
 */
function drive(ceiling: number, trips: readonly Trip[], limits: readonly (number | null)[] = []): Arrival[] {
  const window = new CompletionWindow(ceiling, 1_001, 0);
  const underWay: { completesAt: number; finish: () => void }[] = [];
  const arrivals: Arrival[] = [];
  let limit = ceiling;
  let now = 0;
  for (const [at, trip] of trips.entries()) {
    const change = limits[at] ?? null;
    if (change !== null) window.setLimit((limit = change));
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
    const completesAt = start + trip.outboundMs + trip.inboundMs;
    if (!trip.isReleased) arrivals.push({ at: start + trip.outboundMs, limit });
    const finish = trip.isReleased
      ? () => {
          window.release(taken);
        }
      : () => {
          window.complete(taken, completesAt);
        };
    underWay.push({ completesAt, finish });
  }
  return arrivals;
}

/** Each closed second that begins with an arrival: how many it holds, and the limit of the last one reserved in it. */
function seconds(arrivals: readonly Arrival[]): { readonly count: number; readonly limit: number }[] {
  return arrivals.map((first) => {
    const within = arrivals.filter(({ at }) => at >= first.at && at - first.at <= 1_000);
    return { count: within.length, limit: within.at(-1)?.limit ?? 0 };
  });
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
          expect(largestCount(drive(limit, trips).map(({ at }) => at))).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('lets no second hold more than the limit under which its last request was reserved', () => {
    const ceiling = 6;
    const changes = fc.array(fc.option(fc.integer({ min: 1, max: ceiling })), {
      minLength: 60,
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.array(trip, { minLength: 1, maxLength: 60 }), changes, (trips, limits) => {
        for (const { count, limit } of seconds(drive(ceiling, trips, limits)))
          expect(count).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 3_000 },
    );
  });

  it('goes at the pace of a smaller limit, and gives back what it left unused when the limit grows', () => {
    const atOnce = { stallMs: 0, outboundMs: 0, inboundMs: 0, isReleased: false };
    const trips = Array.from({ length: 12 }, () => atOnce);
    const limits = trips.map((_trip, at) => (at === 4 ? 2 : at === 8 ? 4 : null));
    const at = drive(4, trips, limits).map((arrival) => arrival.at / 1_001);
    expect(at).toEqual([0, 0, 0, 0, 1, 1, 2, 2, 1, 1, 2, 2]);
  });

  it.each([0, 5, 1.5, Number.NaN])('refuses a limit of %d where the ceiling is 4', (limit) => {
    expect(() => {
      new CompletionWindow(4, 1_001, 0).setLimit(limit);
    }).toThrow(RangeError);
  });

  it('uses what the window allows when answers are immediate', () => {
    const trips = Array.from({ length: 40 }, () => ({
      stallMs: 0,
      outboundMs: 0,
      inboundMs: 0,
      isReleased: false,
    }));
    const arrivals = drive(4, trips);
    expect(arrivals.at(-1)?.at).toBe(9 * 1_001);
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
