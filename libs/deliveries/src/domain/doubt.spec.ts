import fc from 'fast-check';
import { judge, lastSweepTryMs, type Look, mayPark, nextLookMs, nextSweepMs } from './doubt.js';

const SETTLE = 300_000;
const look = (over: Partial<Look>): Look => ({
  found: [],
  isComplete: true,
  elapsedMs: SETTLE,
  sinceNegativeMs: null,
  negatives: 0,
  ...over,
});

describe('when a doubt is looked at', () => {
  it('comes early at first, then waits for the time after which absence counts', () => {
    const looks: number[] = [];
    for (let at = 0; at < 400_000; at = nextLookMs(at, SETTLE)) looks.push(at / 1_000);
    expect(looks).toEqual([0, 3, 10, 30, 60, 120, 300, 330, 360, 390]);
  });

  it('always moves on', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 86_400_000 }), (elapsed, settle) => {
        expect(nextLookMs(elapsed, settle)).toBeGreaterThan(elapsed);
      }),
    );
  });
});

describe('the verdict on a look', () => {
  it('believes presence at once, and takes the smallest id for the message', () => {
    expect(judge(look({ found: [9, 4, 7], elapsedMs: 0, isComplete: false }), SETTLE)).toEqual({
      kind: 'present',
      messageId: 4,
      duplicates: [7, 9],
    });
  });

  it.each([
    ['too early', { elapsedMs: SETTLE - 1, negatives: 1, sinceNegativeMs: SETTLE }],
    ['incomplete', { isComplete: false, negatives: 1, sinceNegativeMs: SETTLE }],
    ['too soon after the last one', { negatives: 1, sinceNegativeMs: SETTLE / 10 - 1 }],
  ])('does not count an absence that is %s', (_name, over) => {
    expect(judge(look(over), SETTLE)).toEqual({ kind: 'open' });
  });

  it('needs two absences', () => {
    expect(judge(look({}), SETTLE)).toEqual({ kind: 'negative' });
    expect(
      judge(look({ negatives: 1, sinceNegativeMs: SETTLE / 10, elapsedMs: SETTLE * 1.1 }), SETTLE),
    ).toEqual({
      kind: 'absent',
    });
  });
});

describe('a doubt that stays', () => {
  it('leaves the lane after an hour, if a marker can still tell whose a message is', () => {
    const hour = 3_600_000;
    expect(mayPark({ elapsedMs: hour - 1, hasMarker: true }, SETTLE)).toBe(false);
    expect(mayPark({ elapsedMs: hour, hasMarker: true }, SETTLE)).toBe(true);
    expect(mayPark({ elapsedMs: 100 * hour, hasMarker: false }, SETTLE)).toBe(false);
  });
});

describe('after a doubt', () => {
  it('the chat is read again after ten minutes, an hour and a day', () => {
    const seconds = [0, 1, 2, 3].map((sweeps) => nextSweepMs(sweeps, SETTLE)).map((ms) => ms && ms / 1_000);
    expect(seconds).toEqual([600, 3_600, 86_400, null]);
    expect(lastSweepTryMs(SETTLE)).toBe(3 * 86_400_000);
  });
});
