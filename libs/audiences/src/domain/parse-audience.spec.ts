import fc from 'fast-check';
import { AudienceInvalidError } from './audience.errors.js';
import { AUDIENCE_LIMITS, parseAudience } from './parse-audience.js';

const problems = (value: unknown): (string | undefined)[] => {
  try {
    parseAudience(value);
    return [];
  } catch (error) {
    return (error as AudienceInvalidError).details.map((detail) => `${detail.pointer ?? ''} ${detail.code}`);
  }
};

describe('parseAudience', () => {
  it('reads every kind of selector', () => {
    const audience = {
      type: 'rules',
      include: [{ everyone: true }, { tags_any: ['Офис'] }, { tags_all: ['Офис', 'Склад'] }],
      exclude: [{ users: [12] }],
    };
    expect(parseAudience(audience)).toEqual(audience);
    expect(parseAudience({ type: 'rules', include: [{ users: [1] }] }).exclude).toEqual([]);
  });

  it.each([
    ['no object', null, ['#/audience wrong_type']],
    ['another type', { type: 'list', include: [{ everyone: true }] }, ['#/audience/type invalid']],
    ['nobody', { type: 'rules', include: [] }, ['#/audience/include blank']],
    ['no include', { type: 'rules' }, ['#/audience/include wrong_type']],
    [
      'a typo',
      { type: 'rules', inclued: [], include: [{ everyone: true }] },
      ['#/audience/inclued unknown_field'],
    ],
    [
      'two kinds in one',
      { type: 'rules', include: [{ everyone: true, users: [1] }] },
      ['#/audience/include/0 invalid'],
    ],
    ['an unknown kind', { type: 'rules', include: [{ tag: 'x' }] }, ['#/audience/include/0 invalid']],
    [
      'everyone: false',
      { type: 'rules', include: [{ everyone: false }] },
      ['#/audience/include/0/everyone invalid'],
    ],
    [
      'an empty list',
      { type: 'rules', include: [{ tags_any: [] }] },
      ['#/audience/include/0/tags_any blank'],
    ],
    [
      'a tag that is no text',
      { type: 'rules', include: [{ tags_any: [5] }] },
      ['#/audience/include/0/tags_any/0 invalid'],
    ],
    [
      'people who are no numbers',
      { type: 'rules', include: [{ users: ['1', -1, 1.5] }] },
      [0, 1, 2].map((at) => `#/audience/include/0/users/${String(at)} invalid`),
    ],
    [
      'an object for an id',
      { type: 'rules', include: [{ users: [{ not: '' }] }] },
      ['#/audience/include/0/users/0 invalid'],
    ],
    [
      'too many people',
      {
        type: 'rules',
        include: [{ users: Array.from({ length: AUDIENCE_LIMITS.users + 1 }, (_, at) => at + 1) }],
      },
      ['#/audience/include/0/users too_many'],
    ],
    [
      'too many selectors',
      { type: 'rules', include: Array.from({ length: 51 }, () => ({ everyone: true })) },
      ['#/audience/include too_many'],
    ],
  ])('refuses %s', (_name, value, expected) => {
    expect(problems(value)).toEqual(expect.arrayContaining(expected));
  });

  it('either reads or refuses with a place, never breaks', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const found = problems(value);
        expect(found.length).toBeGreaterThan(0);
      }),
    );
  });
});
