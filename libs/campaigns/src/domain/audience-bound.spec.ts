import { outsideOf } from './audience-bound.js';

describe('people who have changed since they were agreed to', () => {
  const agreed = { count: 100, digest: 'a' };
  const within = (toSend: number, bound: Parameters<typeof outsideOf>[0], digest = 'b'): boolean =>
    outsideOf(bound, agreed, { toSend, digest }) === null;

  it('may be so many per cent more or fewer, the bound itself included', () => {
    const bound = { percent: 20, maxRecipients: null };
    expect([79, 80, 100, 120, 121].map((toSend) => within(toSend, bound))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('may never be more than the most that were allowed', () => {
    expect(within(110, { percent: 20, maxRecipients: 109 })).toBe(false);
    expect(within(109, { percent: 20, maxRecipients: 109 })).toBe(true);
  });

  it('must be the very same where no bound was given', () => {
    expect(within(100, { percent: null, maxRecipients: null })).toBe(false);
    expect(within(100, { percent: null, maxRecipients: null }, 'a')).toBe(true);
  });

  it('are told of with both numbers', () => {
    expect(outsideOf({ percent: 10, maxRecipients: null }, agreed, { toSend: 7, digest: 'b' })).toContain(
      '100 people were agreed to, and it is 7 now',
    );
  });
});
