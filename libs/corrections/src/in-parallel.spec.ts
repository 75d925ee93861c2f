import { inParallel } from './in-parallel.js';

describe('inParallel', () => {
  it('begins in order and keeps no more under way than it may', async () => {
    const begun: number[] = [];
    let underWay = 0;
    let most = 0;
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      begun.push(item);
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
    });
    expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('does the others where one fails, and fails then', async () => {
    const done: number[] = [];
    const work = inParallel([1, 2, 3], 1, (item) => {
      if (item === 2) return Promise.reject(new Error('two'));
      done.push(item);
      return Promise.resolve();
    });
    await expect(work).rejects.toThrow('two');
    expect(done).toEqual([1, 3]);
  });
});
