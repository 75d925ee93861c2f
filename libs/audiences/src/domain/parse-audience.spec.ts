import fc from 'fast-check';
import { AUDIENCE_LIMITS } from './audience.js';
import { InvalidAudienceError } from './audience.errors.js';
import { parseAudience } from './parse-audience.js';
import { MAX_DETAILS } from './parse-problems.js';

const problems = (value: unknown): string[] => {
  try {
    parseAudience(value);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidAudienceError)) throw error;
    return error.details.map((detail) => `${detail.pointer ?? ''} ${detail.code}`);
  }
};
const include = (...selectors: readonly unknown[]) => ({ type: 'rules', include: selectors });
const AUDIENCE = 'aud_01kq3k8mehe8zbnn5q0wwz5bst';
const RUN = 'run_01kq3k8mehe8zbnn5q0wwz5bst';
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

describe('reading an audience', () => {
  it('takes every kind of selector as it is', () => {
    const audience = {
      type: 'rules',
      include: [
        { everyone: true },
        { tags_any: ['Офис'] },
        { tags_all: ['Офис', 'Склад'] },
        { departments: ['Логистика'] },
        { titles: ['Водитель'] },
        { custom_property: { name: 'Грейд', values: ['5', '6'] } },
        { chats: [334] },
        { roles: ['guest', 'multi_guest'] },
        { time_zones: ['Asia/Omsk', 'company'] },
        { audiences: [AUDIENCE] },
        { run_results: { run_id: RUN, results: ['unread', 'failed'] } },
        { all_of: [{ everyone: true }, { tags_any: ['Офис'] }] },
      ],
      exclude: [{ users: [12, 2 ** 53 - 1] }],
    };
    expect(parseAudience(audience)).toEqual(audience);
    expect(parseAudience(JSON.parse(JSON.stringify(audience)))).toEqual(audience);
  });

  it('takes a missing exclusion for none', () => {
    expect(parseAudience(include({ users: [1] }))).toEqual({
      type: 'rules',
      include: [{ users: [1] }],
      exclude: [],
    });
  });

  it('takes as much as the limits allow', () => {
    const { selectors, tags, tagName, users } = AUDIENCE_LIMITS;
    const names = numbers(tags).map((n) => String(n).padStart(tagName, 'ж'));
    const full = [{ users: numbers(users) }, ...numbers(selectors - 1).map(() => ({ tags_any: names }))];
    expect(parseAudience(include(...full)).include).toHaveLength(selectors);
  });

  it.each<[string, unknown, string[]]>([
    ['null', null, ['#/audience wrong_type']],
    ['a list', [], ['#/audience wrong_type']],
    ['another type', { type: 'list', include: [{ everyone: true }] }, ['#/audience/type not_allowed']],
    ['no include', { type: 'rules' }, ['#/audience/include required']],
    ['an empty include', include(), ['#/audience/include too_few']],
    ['an include that is no list', { type: 'rules', include: {} }, ['#/audience/include wrong_type']],
    [
      'an exclude that is no list',
      { ...include({ everyone: true }), exclude: null },
      ['#/audience/exclude wrong_type'],
    ],
    [
      'a misspelt field',
      { ...include({ everyone: true }), 'ex/clude~': [] },
      ['#/audience/ex~1clude~0 unknown_field'],
    ],
    ['a selector that is none', include('everyone'), ['#/audience/include/0 wrong_type']],
    ['an empty selector', include({}), ['#/audience/include/0 one_selector']],
    ['two in one', include({ everyone: true, users: [1] }), ['#/audience/include/0 one_selector']],
    ['an unknown one', include({ department: ['HR'] }), ['#/audience/include/0/department unknown_field']],
    [
      'an intersection within an intersection',
      include({ all_of: [{ all_of: [{ everyone: true }] }] }),
      ['#/audience/include/0/all_of/0/all_of unknown_field'],
    ],
    ['an empty intersection', include({ all_of: [] }), ['#/audience/include/0/all_of too_few']],
    ['roles that are none', include({ roles: ['boss'] }), ['#/audience/include/0/roles/0 not_allowed']],
    [
      'zones that are none',
      include({ time_zones: ['Mars/Olympus', 'Asia/Omsk', ''] }),
      ['#/audience/include/0/time_zones/0 unknown_time_zone', '#/audience/include/0/time_zones/2 blank'],
    ],
    [
      'ids of something else',
      include({ audiences: [RUN, 5] }, { run_results: { run_id: AUDIENCE, results: ['lost'] } }),
      [
        '#/audience/include/0/audiences/0 wrong_id',
        '#/audience/include/0/audiences/1 wrong_id',
        '#/audience/include/1/run_results/run_id wrong_id',
        '#/audience/include/1/run_results/results/0 not_allowed',
      ],
    ],
    [
      'half a property',
      include({ custom_property: { name: 'Грейд' } }, { custom_property: { name: 'Грейд', value: 5 } }),
      [
        '#/audience/include/0/custom_property/values required',
        '#/audience/include/1/custom_property/value unknown_field',
      ],
    ],
    ['everyone: false', include({ everyone: false }), ['#/audience/include/0/everyone not_allowed']],
    ['an empty list of tags', include({ tags_any: [] }), ['#/audience/include/0/tags_any too_few']],
    ['tags that are one text', include({ tags_all: 'Офис' }), ['#/audience/include/0/tags_all wrong_type']],
    [
      'tags that are no names',
      include({ tags_any: ['Офис', 5, ' ', 'x'.repeat(256), 'a\0', 'a\uD800'] }),
      [
        '#/audience/include/0/tags_any/1 wrong_type',
        '#/audience/include/0/tags_any/2 blank',
        '#/audience/include/0/tags_any/3 too_long',
        '#/audience/include/0/tags_any/4 unusable_text',
        '#/audience/include/0/tags_any/5 unusable_text',
      ],
    ],
    [
      'people who are no ids',
      include({ users: ['1', 0, -1, 1.5, 2 ** 53, { not: '' }] }),
      [0, 1, 2, 3, 4, 5].map((n) => `#/audience/include/0/users/${n} wrong_type`),
    ],
    [
      'too many people',
      include({ users: numbers(AUDIENCE_LIMITS.users + 1) }),
      ['#/audience/include/0/users too_many'],
    ],
    [
      'too many tags',
      include({ tags_any: numbers(AUDIENCE_LIMITS.tags + 1).map(String) }),
      ['#/audience/include/0/tags_any too_many'],
    ],
    [
      'too many selectors',
      include(...numbers(AUDIENCE_LIMITS.selectors + 1).map(() => ({ everyone: true }))),
      ['#/audience/include too_many'],
    ],
    [
      'several things at once',
      { type: 'x', include: [{ users: [] }], exclude: [{}] },
      [
        '#/audience/type not_allowed',
        '#/audience/include/0/users too_few',
        '#/audience/exclude/0 one_selector',
      ],
    ],
  ])('refuses %s', (_name, value, expected) => {
    expect(problems(value)).toEqual(expected);
  });

  it('points into the request where the audience is elsewhere', () => {
    try {
      parseAudience(null, '#/rules');
    } catch (error) {
      expect(error).toMatchObject({ code: 'validation_failed', details: [{ pointer: '#/rules' }] });
    }
    expect.assertions(1);
  });

  it('tells a hundred problems at most', () => {
    expect(problems(include({ users: numbers(5_000).map((n) => -n) }))).toHaveLength(MAX_DETAILS);
  });

  it('reads or refuses anything whatever, and never breaks', () => {
    const key = fc.constantFrom('everyone', 'tags_any', 'all_of', 'users', 'run_results', '__proto__', 'x');
    const selector = fc.oneof(fc.anything(), fc.dictionary(key, fc.anything()));
    const value = fc.oneof(
      fc.anything(),
      fc.record({ type: fc.constant('rules'), include: fc.array(selector), exclude: fc.array(selector) }),
    );
    fc.assert(
      fc.property(value, (any) => {
        if (problems(any).length > 0) return;
        expect(parseAudience(parseAudience(any))).toEqual(parseAudience(any));
      }),
      { numRuns: 1_000 },
    );
  });
});
