import type { Crew } from './crew.js';
import type { SeedResult } from './seed-result.js';
import type { SeedOptions } from './seed.js';

/** So many replays at most: a failure that does not shrink fast enough is told as it is. */
const MOST_REPLAYS = 400;

/** The fewest faults with which the seed still breaks: switched off by halves, then one by one. */
export async function minimise(crew: Crew, options: SeedOptions, broken: SeedResult): Promise<SeedResult> {
  let best = broken;
  let replays = 0;
  const without = new Set<string>();
  for (
    let size = Math.ceil(broken.fired.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < best.fired.length && replays < MOST_REPLAYS;) {
      const names = best.fired.slice(from, from + size).map((fired) => fired.split(' ')[0] ?? '');
      replays += 1;
      const result = await crew.one({ ...options, without: [...without, ...names], isTraced: true });
      const isStillBroken =
        result.failures.length > 0 && !result.failures.some((text) => text.startsWith('the sim'));
      if (isStillBroken) {
        for (const name of names) without.add(name);
        best = result;
      } else from += size;
    }
  }
  return best;
}
