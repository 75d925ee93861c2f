import { type KeyLimits, keyLimitsOf, looserThan, storedLimits } from './key-limits.js';

const STOCK = { type: 'rules', include: [{ tags_any: ['Склад'] }] };
const OFFICE = { type: 'rules', include: [{ tags_any: ['Офис'] }] };
const limits = (maxRecipients: number | null, audience: KeyLimits['audience'] = null): KeyLimits => ({
  maxRecipients,
  audience,
});

describe('limits of a key', () => {
  it.each([
    ['none, by a maker without any', null, null, []],
    ['some, by a maker without any', limits(5), null, []],
    ['none, by a maker with some', null, limits(300, STOCK), ['max_recipients', 'audience']],
    ['as many people', limits(300), limits(300), []],
    ['more people', limits(301), limits(300), ['max_recipients']],
    ['any number of people', limits(null, STOCK), limits(300, STOCK), ['max_recipients']],
    ['the same audience', limits(null, { ...STOCK }), limits(null, STOCK), []],
    [
      'the same audience in another order',
      limits(null, { include: STOCK.include, type: 'rules' }),
      limits(null, STOCK),
      [],
    ],
    ['another audience', limits(null, OFFICE), limits(null, STOCK), ['audience']],
    ['an audience of their own, by a maker who has none', limits(10, OFFICE), limits(300), []],
  ])('cannot be looser than those of whoever sets them: %s', (_case, own, maker, loose) => {
    expect(looserThan(own, maker)).toEqual(loose);
  });

  it('are stored and read back, and none where nothing is limited', () => {
    for (const each of [limits(5), limits(null, STOCK), limits(7, OFFICE)])
      expect(keyLimitsOf(storedLimits(each))).toEqual(each);
    expect(storedLimits(limits(null))).toBeNull();
    expect(keyLimitsOf(null)).toBeNull();
  });
});
