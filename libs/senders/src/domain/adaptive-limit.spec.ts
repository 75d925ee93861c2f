import fc from 'fast-check';
import { AdaptiveLimit, recoveredLimit } from './adaptive-limit.js';

describe('the limit below the limit', () => {
  it('is halved by a 429, once for all that were under way together', () => {
    const limit = new AdaptiveLimit(8, null);
    expect(limit.throttled(0, 2_000).reducedTo).toBe(4);
    expect(limit.throttled(10, 2_000).reducedTo).toBe(4);
    expect(limit.throttled(1_990, 1_000).reducedTo).toBe(4);
    limit.answered();
    expect(limit.throttled(3_500, 1_000).reducedTo).toBe(2);
  });

  it('goes back up by steps of half a minute, counted from the end of the wait', () => {
    const limit = new AdaptiveLimit(4, null);
    limit.throttled(0, 60_000);
    expect([0, 60_000, 89_999, 90_000, 119_999, 120_000, 900_000].map((now) => limit.at(now))).toEqual([
      2, 2, 2, 3, 3, 4, 4,
    ]);
  });

  it('recovers a large ceiling in eighths', () => {
    expect(recoveredLimit(48, { reducedTo: 24, until: 0 }, 60_000)).toBe(36);
  });

  it('falls to the floor after five in a row, and says so once', () => {
    const limit = new AdaptiveLimit(48, null);
    const said = [0, 1, 2, 3, 4, 5].map((now) => limit.throttled(now, 1_000));
    expect(said.map(({ reducedTo }) => reducedTo)).toEqual([24, 24, 24, 24, 1, 1]);
    expect(said.map(({ isFloored }) => isFloored)).toEqual([false, false, false, false, true, false]);
  });

  it('counts in a row only what is in a row', () => {
    const limit = new AdaptiveLimit(48, null);
    for (let count = 0; count < 4; count += 1) limit.throttled(0, 1_000);
    limit.answered();
    expect(limit.throttled(1, 1_000)).toEqual({ reducedTo: 24, inARow: 1, isFloored: false });
  });

  it('goes on from what an earlier owner had come to', () => {
    const limit = new AdaptiveLimit(4, { reducedTo: 1, until: 1_000 });
    expect(limit.at(500)).toBe(1);
    expect(limit.at(31_000)).toBe(2);
  });

  it('never leaves the range from one to the ceiling', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.record({ afterMs: fc.nat(120_000), waitMs: fc.nat(60_000), isThrottle: fc.boolean() })),
        (ceiling, events) => {
          const limit = new AdaptiveLimit(ceiling, null);
          let now = 0;
          for (const event of events) {
            now += event.afterMs;
            const before = limit.at(now);
            if (event.isThrottle)
              expect(limit.throttled(now, event.waitMs).reducedTo).toBeLessThanOrEqual(before);
            else limit.answered();
            expect(limit.at(now)).toBeGreaterThanOrEqual(1);
            expect(limit.at(now)).toBeLessThanOrEqual(ceiling);
          }
        },
      ),
    );
  });
});
