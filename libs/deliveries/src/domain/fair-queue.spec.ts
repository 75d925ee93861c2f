import { FairQueue, type PriorityClass, type QueuedRun } from './fair-queue.js';

const run = (id: string, priority: PriorityClass = 'normal'): QueuedRun => ({ id, priority });

describe('FairQueue', () => {
  it('gives a run that starts late its turn at once', () => {
    const queue = new FairQueue();
    for (let turn = 0; turn < 1_000; turn += 1) queue.served('large', 1);
    const turns: string[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const [next] = queue.order([run('large'), run('small')]);
      if (next === undefined) throw new Error('there are two runs');
      turns.push(next);
      queue.served(next, 1);
    }
    expect(turns.filter((turn) => turn === 'small')).toHaveLength(5);
    expect(turns.slice(0, 2)).toContain('small');
  });

  it('shares evenly whatever the batches', () => {
    const queue = new FairQueue();
    const taken = { a: 0, b: 0 };
    for (let turn = 0; turn < 60; turn += 1) {
      const next = queue.order([run('a'), run('b')])[0] as 'a' | 'b';
      const batch = next === 'a' ? 4 : 1;
      taken[next] += batch;
      queue.served(next, batch);
    }
    expect(Math.abs(taken.a - taken.b)).toBeLessThanOrEqual(4);
  });

  it('does not let an idle run save up turns', () => {
    const queue = new FairQueue();
    queue.served('idle', 1);
    for (let turn = 0; turn < 100; turn += 1) queue.served('busy', 1);
    const turns = Array.from({ length: 6 }, () => {
      const [next] = queue.order([run('busy'), run('idle')]);
      queue.served(next ?? '', 1);
      return next;
    });
    expect(turns.filter((turn) => turn === 'idle')).toHaveLength(3);
  });

  it('serves a higher class first, always, and shares within a class', () => {
    const queue = new FairQueue();
    const runs = [run('low', 'low'), run('a'), run('urgent', 'urgent'), run('b')];
    const left: Record<string, number> = { low: 3, a: 3, b: 3, urgent: 3 };
    const turns: string[] = [];
    for (;;) {
      const next = queue.order(runs).find((id) => (left[id] ?? 0) > 0);
      if (next === undefined) break;
      left[next] = (left[next] ?? 0) - 1;
      turns.push(next);
      queue.served(next, 1);
    }
    expect(turns.slice(0, 3)).toEqual(['urgent', 'urgent', 'urgent']);
    expect(turns.slice(3, 9).filter((turn) => turn === 'a')).toHaveLength(3);
    expect(turns.slice(3, 5)).toEqual(expect.arrayContaining(['a', 'b']));
    expect(turns.slice(9)).toEqual(['low', 'low', 'low']);
  });
});
