import fc from 'fast-check';
import { FairQueue, PRIORITY_CLASSES } from './fair-queue.js';
import { aheadOf, type WaitingRun } from './queue-ahead.js';

const waiting = (id: string, openCount: number, priority: WaitingRun['priority'] = 'normal'): WaitingRun => ({
  id,
  openCount,
  priority,
});

/** How many deliveries of others the queue really deals before the last one of each run. */
function dealt(runs: readonly WaitingRun[]): Map<string, number> {
  const queue = new FairQueue();
  const left = new Map(runs.map(({ id, openCount }) => [id, openCount]));
  const before = new Map(runs.map(({ id }) => [id, 0]));
  for (let turn = 0; ; turn += 1) {
    const next = queue.order(runs).find((id) => (left.get(id) ?? 0) > 0);
    if (next === undefined) return before;
    left.set(next, (left.get(next) ?? 0) - 1);
    queue.served(next, 1);
    if (left.get(next) === 0) {
      const own = runs.find(({ id }) => id === next)?.openCount ?? 0;
      before.set(next, turn + 1 - own);
    }
  }
}

describe('what goes before a run', () => {
  it('is what is more urgent, and a share of its own class', () => {
    const small = waiting('small', 5);
    const all = [small, waiting('large', 10_000), waiting('urgent', 7, 'urgent'), waiting('low', 900, 'low')];
    expect(aheadOf(small, all)).toBe(12);
  });

  it('is what the fair queue deals, but for one of each other run', () => {
    const run = fc.record({
      openCount: fc.integer({ min: 1, max: 20 }),
      priority: fc.constantFrom(...PRIORITY_CLASSES),
    });
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 5 }), (drafts) => {
        const runs = drafts.map((draft, at) => ({ id: String(at), ...draft }));
        const real = dealt(runs);
        for (const each of runs)
          expect(Math.abs(aheadOf(each, runs) - (real.get(each.id) ?? 0))).toBeLessThan(runs.length);
      }),
    );
  });
});
