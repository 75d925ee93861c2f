import fc from 'fast-check';
import { type LookFacts, nextLookAt } from './look-plan.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MOSCOW = 3 * HOUR;
/** Tuesday, 10:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 7);

const planOf = (changes: Partial<LookFacts> = {}): LookFacts => ({
  sentAtMs: TUESDAY,
  lookedAtMs: TUESDAY,
  offsetMs: MOSCOW,
  firstMs: 5 * MINUTE,
  ...changes,
});
/** Minutes from a look to the next one. */
const gapAfter = (changes: Partial<LookFacts>): number => {
  const facts = planOf(changes);
  return ((nextLookAt(facts) ?? NaN) - facts.lookedAtMs) / MINUTE;
};

describe('the plan of looks', () => {
  it('is every five minutes at first, and every twenty by the third hour of work', () => {
    const gaps = [5, 30, 60, 120, 160, 400].map((age) => gapAfter({ lookedAtMs: TUESDAY + age * MINUTE }));
    expect(gaps).toEqual([5, 5, 7.5, 15, 20, 20]);
  });

  it('widens again over days', () => {
    const gaps = [3, 7, 10].map((days) => gapAfter({ lookedAtMs: TUESDAY + days * DAY }));
    expect(gaps.map((gap) => Math.round(gap))).toEqual([97, 196, 293]);
  });

  it('keeps a wide gap of the night for the morning of the person', () => {
    const lookedAtMs = TUESDAY + 12 * HOUR;
    const inMoscow = nextLookAt(planOf({ lookedAtMs })) ?? 0;
    expect(inMoscow - lookedAtMs).toBeGreaterThan(3 * HOUR);
    // It is morning in Kamchatka then, and the message came in the evening.
    expect(gapAfter({ lookedAtMs, offsetMs: 12 * HOUR })).toBeLessThan(40);
  });

  it('takes a message of the evening for young the next morning', () => {
    const evening = TUESDAY + 8.5 * HOUR;
    expect(gapAfter({ sentAtMs: evening, lookedAtMs: TUESDAY + DAY })).toBeLessThan(30);
  });

  it('takes the first looks at night, too: they are few', () => {
    const night = TUESDAY + 14 * HOUR;
    expect(gapAfter({ sentAtMs: night, lookedAtMs: night + 5 * MINUTE })).toBe(5);
  });

  it('leaves nobody alone for longer than a day', () => {
    const lookedAtMs = TUESDAY + 13.5 * DAY;
    expect(gapAfter({ lookedAtMs: TUESDAY + 12 * DAY })).toBeLessThanOrEqual(24 * 60);
    expect(nextLookAt(planOf({ lookedAtMs }))).toBeLessThanOrEqual(TUESDAY + 14 * DAY);
  });

  it('ends with a look on day 14', () => {
    expect(nextLookAt(planOf({ lookedAtMs: TUESDAY + 14 * DAY - 1 }))).toBe(TUESDAY + 14 * DAY);
    expect(nextLookAt(planOf({ lookedAtMs: TUESDAY + 14 * DAY }))).toBeNull();
    expect(nextLookAt(planOf({ lookedAtMs: TUESDAY + 300 * DAY }))).toBeNull();
  });

  it('costs some hundred looks at somebody who never reads', () => {
    let looks = 0;
    let at: number | null = TUESDAY + 5 * MINUTE;
    while (at !== null) {
      looks += 1;
      at = nextLookAt(planOf({ lookedAtMs: at }));
    }
    expect(looks).toBeGreaterThan(50);
    expect(looks).toBeLessThan(150);
  });

  it('always goes forward, at least as far as the first look, and never beyond the end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 15 * 24 * 60 }),
        fc.integer({ min: 1_000, max: HOUR }),
        fc.integer({ min: -48, max: 56 }),
        (minute, firstMs, quarters) => {
          const facts = planOf({
            lookedAtMs: TUESDAY + minute * MINUTE,
            offsetMs: quarters * 15 * MINUTE,
            firstMs,
          });
          const [next, end] = [nextLookAt(facts), TUESDAY + 4_032 * firstMs];
          if (next === null) return facts.lookedAtMs >= end;
          return next <= end && next >= Math.min(facts.lookedAtMs + firstMs, end);
        },
      ),
      { numRuns: 500 },
    );
  });
});
