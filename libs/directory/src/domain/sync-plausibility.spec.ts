import { isPlausible } from './sync-plausibility.js';

describe('an answer of the messenger', () => {
  it.each([
    ['the first one', { listed: 3, known: 0, leaving: 0 }, true],
    ['one with nobody', { listed: 0, known: 0, leaving: 0 }, false],
    ['half gone', { listed: 50, known: 100, leaving: 50 }, true],
    ['more than half gone', { listed: 49, known: 100, leaving: 51 }, false],
    ['more than half of a small company gone', { listed: 5, known: 25, leaving: 20 }, true],
    ['one more than that', { listed: 4, known: 25, leaving: 21 }, false],
    ['everybody replaced', { listed: 100, known: 100, leaving: 100 }, false],
  ])('%s: plausible is decided', (_, change, expected) => {
    expect(isPlausible(change, false)).toBe(expected);
  });

  it('may be as small as somebody says it is, but never empty', () => {
    expect(isPlausible({ listed: 4, known: 2_500, leaving: 2_496 }, true)).toBe(true);
    expect(isPlausible({ listed: 0, known: 2_500, leaving: 2_500 }, true)).toBe(false);
  });
});
