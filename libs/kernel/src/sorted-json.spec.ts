import { sortedJson } from './sorted-json.js';

describe('JSON in an order of its own', () => {
  it('is the same however its members were put together, at every depth', () => {
    const one = { b: [{ d: 1, c: null }], a: 'x', left: undefined };
    const other = { a: 'x', b: [{ c: null, d: 1 }] };
    expect(sortedJson(one)).toBe(sortedJson(other));
    expect(sortedJson(one)).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
  });

  it('keeps the order of lists', () => {
    expect(sortedJson([2, 1])).not.toBe(sortedJson([1, 2]));
  });
});
