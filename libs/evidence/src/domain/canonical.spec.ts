import fc from 'fast-check';
import { canonical, type Json } from './canonical.js';

describe('the canonical text', () => {
  it('orders members by name, at every depth, and leaves lists alone', () => {
    expect(canonical({ b: [2, { d: null, c: 'я"\n' }, 1], a: true })).toBe(
      '{"a":true,"b":[2,{"c":"я\\"\\n","d":null},1]}',
    );
  });

  it('says all of a value, on one line, whatever the order in which it was written', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, member]) => [name, reversed(member)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonical(value as Json);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonical(reversed(value) as Json)).toBe(text);
        expect(text).not.toContain('\n');
      }),
      { numRuns: 300 },
    );
  });
});
