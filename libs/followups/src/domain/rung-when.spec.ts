import fc from 'fast-check';
import { delayOf, firstOutOfOrder, isUsableDay, type RungWhen } from './rung-when.js';

const after = (...hours: number[]): RungWhen[] => hours.map((afterHours) => ({ afterHours }));
const on = (onDay: number, at: string): RungWhen => ({ onDay, at });

const working = (workingHours: number, from = '09:00'): RungWhen => ({
  workingHours,
  day: { from, to: '18:00' },
});

describe('the order of a ladder', () => {
  it.each<[RungWhen[], number | null]>([
    [after(24), null],
    [after(24, 48, 72), null],
    [after(24, 24), 1],
    [after(24, 48, 47), 2],
    [[], null],
    [[on(1, '10:00'), on(1, '16:00'), on(2, '09:00')], null],
    [[on(2, '10:00'), on(2, '10:00')], 1],
    [[on(2, '10:00'), on(1, '11:00')], 1],
    // Whoever got it in the evening is reminded by the second rung first.
    [[...after(12), on(1, '10:00')], 1],
    [[...after(8), on(1, '10:00')], null],
    [[on(1, '10:00'), ...after(35)], 1],
    [[on(1, '10:00'), ...after(36)], null],
    [[working(8), working(16)], null],
    [[working(8), working(8)], 1],
    // A shorter day makes more of them.
    [[working(8, '14:00'), working(16)], 1],
    [[...after(4), working(5)], null],
    [[...after(4), working(4)], 1],
    // Nobody knows how many days off come between.
    [[working(1), ...after(720)], 1],
    [[working(1), on(30, '10:00')], 1],
  ])('of %j is wrong at %s', (rungs, at) => {
    expect(firstOutOfOrder(rungs)).toBe(at);
  });

  it('is right only where each rung comes later, whenever somebody got their message', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const rung = fc.oneof(
      fc.record({ afterHours: fc.integer({ min: 1, max: 96 }) }),
      fc.record({ onDay: fc.integer({ min: 1, max: 4 }), at: time }),
    );
    const hoursOf = (at: string): number => Number(at.slice(0, 2)) + Number(at.slice(3)) / 60;
    type ClockRung = Exclude<RungWhen, { readonly workingHours: number }>;
    const delay = (of: ClockRung, sentAt: number): number =>
      'afterHours' in of ? of.afterHours : of.onDay * 24 + hoursOf(of.at) - sentAt;
    fc.assert(
      fc.property(
        fc.array(rung, { maxLength: 4 }),
        fc.double({ min: 0, max: 23.99, noNaN: true }),
        (rungs, sentAt) => {
          for (const each of rungs) {
            expect(delay(each, sentAt)).toBeGreaterThanOrEqual(delayOf(each).least);
            expect(delay(each, sentAt)).toBeLessThanOrEqual(delayOf(each).most);
          }
          if (firstOutOfOrder(rungs) !== null) return;
          const delays = rungs.map((each) => delay(each, sentAt));
          expect(delays).toEqual([...new Set(delays)].sort((a, b) => a - b));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['09:00', '18:00', 120, true],
    ['10:00', '18:00', 120, true],
    ['10:00', '17:59', 120, false],
    ['18:00', '09:00', 1, false],
    ['09:00', '09:00', 1, false],
  ])('knows no working day from %s to %s of %i hours: %s', (from, to, hours, isUsable) => {
    expect(isUsableDay({ from, to }, hours)).toBe(isUsable);
  });
});
