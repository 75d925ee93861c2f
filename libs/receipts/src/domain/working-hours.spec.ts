import fc from 'fast-check';
import { afterWork, workBetween, worthOf } from './working-hours.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MOSCOW = 3 * HOUR;
/** Tuesday, 10:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 7);

describe('what an hour is worth', () => {
  it.each([
    ['at work', 0, 1],
    ['in the last minute of work', 8 * HOUR - MINUTE, 1],
    ['in the evening', 9 * HOUR, 0.5],
    ['in the night', 14 * HOUR, 0.1],
    ['in the early morning', -150 * MINUTE, 0.5],
    ['on a Saturday', 4 * DAY, 0.4],
    ['in the night of a Sunday', 5 * DAY + 14 * HOUR, 0.1],
  ])('%s', (_, after, worth) => {
    expect(worthOf(TUESDAY + after, MOSCOW)).toBe(worth);
  });

  it('goes by the clock where the person is', () => {
    expect(worthOf(TUESDAY, 12 * HOUR)).toBe(0.5);
    expect(worthOf(TUESDAY, -5 * HOUR)).toBe(0.1);
    expect(worthOf(TUESDAY + 14 * HOUR, 12 * HOUR)).toBe(1);
  });
});

describe('work between two instants', () => {
  it('is the time itself at work, and less over a night', () => {
    expect(workBetween(TUESDAY, TUESDAY + 90 * MINUTE, MOSCOW)).toBe(90 * MINUTE);
    expect(workBetween(TUESDAY + 7 * HOUR, TUESDAY + 23 * HOUR, MOSCOW)).toBe(
      HOUR + 0.5 * 4 * HOUR + 0.1 * 9 * HOUR + 0.5 * 2 * HOUR,
    );
  });

  it('passes in exactly the time after which it has passed, wherever the hours begin', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 14 * 24 * 60 }),
        fc.integer({ min: 1, max: 2_000 }),
        // Some zones are ahead by half an hour or three quarters.
        fc.integer({ min: -48, max: 56 }),
        (minute, work, quarters) => {
          const [from, offset] = [TUESDAY + minute * MINUTE, quarters * 15 * MINUTE];
          const at = afterWork(from, work * MINUTE, offset, from + 100 * DAY);
          expect(Math.abs(workBetween(from, at, offset) - work * MINUTE)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is never waited for beyond the given end', () => {
    expect(afterWork(TUESDAY, 3 * HOUR, MOSCOW, TUESDAY + HOUR)).toBe(TUESDAY + HOUR);
    expect(afterWork(TUESDAY, 30 * MINUTE, MOSCOW, TUESDAY + HOUR)).toBe(TUESDAY + 30 * MINUTE);
  });
});
