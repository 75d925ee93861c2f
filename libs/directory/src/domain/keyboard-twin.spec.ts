import { keyboardTwin } from './keyboard-twin.js';

describe('a word typed in the other layout', () => {
  it.each([
    ['fyyf', 'анна'],
    ['анна', 'fyyf'],
    [';erjdf', 'жукова'],
    ['фдуч', 'alex'],
    ['анна2', null],
    ['anнa', null],
    ['100%', null],
    ['.', null],
  ])('%s is meant as %s', (word, expected) => {
    expect(keyboardTwin(word)).toBe(expected);
  });
});
