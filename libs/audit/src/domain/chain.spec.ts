import { ChainWalk, GENESIS, type Link } from './chain.js';

const link = (seq: number, changes: Partial<Link> = {}): Link => ({
  seq: BigInt(seq),
  prev: seq === 1 ? GENESIS : `hash ${seq - 1}`,
  hash: `hash ${seq}`,
  isGenuine: true,
  ...changes,
});
const walked = (links: readonly Link[], last = links.length): unknown => {
  const walk = new ChainWalk();
  links.every((each) => walk.step(each));
  return walk.verdict({ seq: BigInt(last), hash: last === 0 ? GENESIS : `hash ${last}` });
};

describe('a walk along the chain', () => {
  it('finds nothing where all is as it was written', () => {
    expect(walked([])).toEqual({ count: 0, head: GENESIS, broken: null });
    expect(walked([link(1), link(2)])).toEqual({ count: 2, head: 'hash 2', broken: null });
  });

  it.each([
    ['an altered row', [link(1), link(2, { isGenuine: false }), link(3)], { seq: 2, why: 'altered' }],
    ['a row taken out', [link(1), link(3)], { seq: 2, why: 'missing' }],
    ['the first row taken out', [link(2)], { seq: 1, why: 'missing' }],
    ['a row of another chain', [link(1), link(2, { prev: 'x' })], { seq: 2, why: 'unlinked' }],
  ])('names %s', (_name, links, broken) => {
    expect(walked(links)).toMatchObject({ count: broken.seq - 1, broken });
  });

  it('names rows that were cut off at the end', () => {
    expect(walked([link(1), link(2)], 3)).toMatchObject({ count: 2, broken: { seq: 3, why: 'missing' } });
  });
});
