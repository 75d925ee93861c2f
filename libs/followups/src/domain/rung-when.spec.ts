import fc from 'fast-check';
import { delayOf, firstOutOfOrder, type RungWhen } from './rung-when.js';

const after = (...hours: number[]): RungWhen[] => hours.map((afterHours) => ({ afterHours }));
const on = (onDay: number, at: string): RungWhen => ({ onDay, at });

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
    const delay = (of: RungWhen, sentAt: number): number =>
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
});
