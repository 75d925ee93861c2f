import { FailureShare } from './failure-share.js';

/** The number of outcomes after which it is too many; `x` failed. */
function tooManyAfter(outcomes: string): number | null {
  const share = new FailureShare();
  const at = outcomes.split('').findIndex((outcome) => share.add(outcome === 'x') !== null);
  return at === -1 ? null : at + 1;
}

describe('the share of failures of a run', () => {
  it.each([
    ['nine failures and nothing else', 'x'.repeat(9), null],
    ['ten failures and nothing else', 'x'.repeat(10), 10],
    ['ten of fifty, which is a fifth', '.'.repeat(40) + 'x'.repeat(10), null],
    ['eleven of fifty', '.'.repeat(40) + 'x'.repeat(11), 51],
    ['one in ten for ever', '.........x'.repeat(100), null],
    ['a quarter', '...x'.repeat(20), 40],
  ])('after %s', (_name, outcomes, expected) => {
    expect(tooManyAfter(outcomes)).toBe(expected);
  });

  it('says how many of how many, and begins anew when told', () => {
    const share = new FailureShare();
    for (let at = 0; at < 9; at += 1) share.add(true);
    expect(share.add(true)).toEqual({ failed: 10, of: 10 });
    share.reset();
    expect(share.add(true)).toBeNull();
  });
});
