import { needsSecondPerson } from './four-eyes.js';

const RULE = { above: 500, isForEveryone: true };
const TAGGED = { type: 'rules', include: [{ tags_any: ['Склад'] }] };
const EVERYONE = { type: 'rules', include: [{ tags_any: ['Склад'] }, { everyone: true }] };

describe('a second person has to agree', () => {
  it.each([
    [500, TAGGED, RULE, false],
    [501, TAGGED, RULE, true],
    [3, EVERYONE, RULE, true],
    [3, EVERYONE, { ...RULE, isForEveryone: false }, false],
    [501, EVERYONE, { ...RULE, isForEveryone: false }, true],
    [1, TAGGED, { ...RULE, above: 0 }, true],
    [9, {}, RULE, false],
  ])('to %i people of %j by %j: %s', (people, audience, rule, isNeeded) => {
    expect(needsSecondPerson(rule, { people, audience })).toBe(isNeeded);
  });
});
