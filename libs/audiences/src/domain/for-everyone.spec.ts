import type { Audience, Selector } from './audience.js';
import { isForEveryone } from './for-everyone.js';

const rules = (...include: Selector[]): Audience => ({ type: 'rules', include, exclude: [] });
const EVERYONE = { everyone: true } as const;
const STOCK = { tags_any: ['Склад'] };
const saved = new Map(
  (
    [
      ['aud_all', rules(EVERYONE)],
      ['aud_outer', rules(STOCK, { audiences: ['aud_all'] })],
      ['aud_stock', rules(STOCK)],
      ['aud_list', null],
    ] as const
  ).map(([id, each]) => [id, { id, name: id, rules: each }]),
);

describe('an audience is everyone', () => {
  it.each<[boolean, Selector[]]>([
    [true, [EVERYONE]],
    [true, [STOCK, EVERYONE]],
    [true, [{ audiences: ['aud_all'] }]],
    [true, [{ audiences: ['aud_stock', 'aud_outer'] }]],
    [true, [{ all_of: [EVERYONE, { audiences: ['aud_outer'] }] }]],
    [false, [{ all_of: [EVERYONE, STOCK] }]],
    [false, [{ audiences: ['aud_stock', 'aud_list', 'aud_gone'] }]],
    [false, [STOCK, { users: [1] }]],
  ])('%s: %j', (isEveryone, include) => {
    expect(isForEveryone({ audience: rules(...include), saved })).toBe(isEveryone);
  });
});
