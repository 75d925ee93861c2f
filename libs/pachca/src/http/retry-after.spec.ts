import fc from 'fast-check';

import { retryAfterMs } from './retry-after.js';

const NOW = new Date('2026-08-08T10:00:00Z');
const after = (retryAfter: string | undefined, date?: string): number =>
  retryAfterMs({ retryAfter, date }, NOW);

describe('Retry-After', () => {
  it('is seconds, rounded up to milliseconds', () => {
    expect(after('2')).toBe(2_000);
    expect(after(' 30 ')).toBe(30_000);
    expect(after('1.2345')).toBe(1_235);
  });

  it("is a date, measured from the answer's own clock where it shows one", () => {
    expect(after('Sat, 08 Aug 2026 10:00:20 GMT')).toBe(20_000);
    expect(after('Sat, 08 Aug 2026 10:00:20 GMT', 'Sat, 08 Aug 2026 10:00:05 GMT')).toBe(15_000);
    expect(after('Sat, 08 Aug 2026 11:00:20 GMT', 'Sat, 08 Aug 2026 11:00:05 GMT')).toBe(15_000);
    expect(after('Sat, 08 Aug 2026 10:00:20 GMT', 'soon')).toBe(20_000);
  });

  it('is one second when it is absent, zero, negative, past or unreadable', () => {
    const unusable = [
      '',
      '0',
      '-5',
      'soon',
      '1e9',
      '0x10',
      'NaN',
      'Sat, 08 Aug 2026 09:00:00 GMT',
      '2026-08-08',
      'Fri, 99 Abc 2026 10:00:00 GMT',
    ];
    for (const text of [undefined, ...unusable])
      expect(`${text ?? ''} ${after(text)}`).toBe(`${text ?? ''} 1000`);
  });

  it('is a quarter of an hour at most', () => {
    for (const text of ['900', '901', '99999999999999999999', 'Sat, 08 Aug 2099 10:00:00 GMT'])
      expect(after(text)).toBe(900_000);
  });

  it('is within its bounds for any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (retryAfter, date) => {
        const ms = after(retryAfter, date);
        expect(ms >= 1_000 && ms <= 900_000).toBe(true);
      }),
    );
  });
});
