import fc from 'fast-check';
import {
  type BreakdownGroup,
  MOST_GROUPS,
  SMALLEST_GROUP,
  splitGroups,
  sumOf,
  worstFirst,
} from './breakdown.js';

const group = (value: string | null, recipients: number, sent = recipients, read = 0): BreakdownGroup => ({
  value,
  recipients,
  sent,
  read,
  acked: 0,
});

describe('the groups of a breakdown', () => {
  it('are folded when they are smaller than five, whoever they are', () => {
    const { shown, folded } = splitGroups([group('a', 4), group('b', 5), group(null, 4), group('c', 9)]);
    expect(shown.map(({ value }) => value)).toEqual(['c', 'b']);
    expect(folded.map(({ value }) => value)).toEqual(['a', null]);
  });

  it('are folded beyond the largest ones', () => {
    const many = Array.from({ length: MOST_GROUPS + 3 }, (_, n) => group(`g${n}`, 10 + n));
    const { shown, folded } = splitGroups(many);
    expect(shown).toHaveLength(MOST_GROUPS);
    expect(folded.map(({ recipients }) => recipients)).toEqual([12, 11, 10]);
  });

  it('lose nobody, and fold only what is small or beyond the limit', () => {
    const figures = fc.array(fc.nat({ max: 12 }), { maxLength: 250 });
    fc.assert(
      fc.property(figures, (sizes) => {
        const groups = sizes.map((size, n) => group(n === 0 ? null : `g${n}`, size));
        const { shown, folded } = splitGroups(groups);
        expect(sumOf([...shown, ...folded])).toEqual(sumOf(groups));
        expect(shown.length + folded.length).toBe(groups.length);
        expect(shown.every(({ recipients }) => recipients >= SMALLEST_GROUP)).toBe(true);
        const isFull = shown.length === MOST_GROUPS;
        expect(folded.every(({ recipients }) => isFull || recipients < SMALLEST_GROUP)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('come with those first who have read least, and with those last whom nobody has sent anything', () => {
    const groups = [
      group('all', 5, 5, 5),
      group('none', 5, 0),
      group('few', 9, 9, 1),
      group('half', 8, 4, 2),
    ];
    expect(worstFirst(groups).map(({ value }) => value)).toEqual(['few', 'half', 'all', 'none']);
  });
});
