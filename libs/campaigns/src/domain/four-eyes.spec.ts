import { needsSecondPerson } from './four-eyes.js';

const RULE = { above: 500, isForEveryone: true };

describe('a second person has to agree', () => {
  it.each([
    [500, false, RULE, false],
    [501, false, RULE, true],
    [3, true, RULE, true],
    [3, true, { ...RULE, isForEveryone: false }, false],
    [501, true, { ...RULE, isForEveryone: false }, true],
    [1, false, { ...RULE, above: 0 }, true],
  ])('to %i people (everyone: %j) by %j: %s', (people, isEveryone, rule, isNeeded) => {
    expect(needsSecondPerson(rule, { people, isEveryone })).toBe(isNeeded);
  });
});
