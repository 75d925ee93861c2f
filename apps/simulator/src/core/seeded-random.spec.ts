import { SeededRandom } from './seeded-random.js';

const draw = (random: SeededRandom, count: number): number[] =>
  Array.from({ length: count }, () => random.next());

describe('seeded chance', () => {
  it('repeats itself for the same parts and differs for neighbouring ones', () => {
    expect(draw(new SeededRandom(1, 'a'), 5)).toEqual(draw(new SeededRandom(1, 'a'), 5));
    expect(draw(new SeededRandom(1, 'a'), 5)).not.toEqual(draw(new SeededRandom(2, 'a'), 5));
  });

  it('is spread evenly over sequences that start from neighbouring seeds', () => {
    const firsts = Array.from({ length: 10_000 }, (_, seed) => new SeededRandom(seed, 'x').next());
    const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
    expect(mean).toBeCloseTo(0.5, 1);
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = firsts.filter((value) => Math.floor(value * 10) === tenth).length / firsts.length;
      expect(share).toBeGreaterThan(0.08);
      expect(share).toBeLessThan(0.12);
    }
  });

  it('draws heavy-tailed values around the median', () => {
    const random = new SeededRandom(7);
    const values = Array.from({ length: 4001 }, () => random.logNormal(40, 1.5)).sort((a, b) => a - b);
    expect(values[2000]).toBeGreaterThan(35);
    expect(values[2000]).toBeLessThan(45);
    expect(values[3800]).toBeGreaterThan(300);
  });

  it('picks by weight', () => {
    const random = new SeededRandom(3);
    const picks = Array.from({ length: 1000 }, () =>
      random.weighted([
        { weight: 9, name: 'a' },
        { weight: 1, name: 'b' },
      ]),
    );
    const rare = picks.filter((pick) => pick.name === 'b').length;
    expect(rare).toBeGreaterThan(60);
    expect(rare).toBeLessThan(150);
  });
});
