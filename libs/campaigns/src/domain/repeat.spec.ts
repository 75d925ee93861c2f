import { isRepeat } from './repeat.js';

describe('a repeat', () => {
  it.each([
    [0, 0, false],
    [10, 0, false],
    [10, 5, false],
    [10, 6, true],
    [1, 1, true],
    [3, 1, false],
    [3, 2, true],
  ])('of %i people to whom %i were sent it before: %s', (recipients, sameRecipients, suspected) => {
    expect(isRepeat({ recipients, sameRecipients })).toBe(suspected);
  });
});
