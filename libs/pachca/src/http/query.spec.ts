import { queryString } from './query.js';

describe('query strings', () => {
  it('repeat the name with brackets for lists and leave out what is undefined', () => {
    const text = queryString({ names: ['Дизайн', 'a&b'], limit: 50, cursor: undefined, personal: true });
    expect([...new URLSearchParams(text)]).toEqual([
      ['names[]', 'Дизайн'],
      ['names[]', 'a&b'],
      ['limit', '50'],
      ['personal', 'true'],
    ]);
    expect(queryString({ after: new Date('2026-08-08T10:00:00+03:00') })).toBe(
      '?after=2026-08-08T07%3A00%3A00.000Z',
    );
    expect(queryString({ cursor: undefined })).toBe('');
  });
});
