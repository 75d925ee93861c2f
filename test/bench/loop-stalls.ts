import { isMainThread } from 'node:worker_threads';
import { Chance } from '../chaos/chance.js';

/**
 * Preloaded into a worker of a benchmark (`node --import …/loop-stalls.js?seed=N`): now and then its event loop stands
 * still for half a second, as it does where something large is parsed or the machine gives it no time. The same seed
 * gives the same pauses between two stalls; each is told in a line of its own.
 */
const STALL_MS = 500;
const BETWEEN_MS = { from: 5_000, to: 15_000 };

const chance = new Chance(Number(new URL(import.meta.url).searchParams.get('seed')));
const never = new Int32Array(new SharedArrayBuffer(4));

function later(): void {
  setTimeout(
    () => {
      // Without using the processor, which the other processes of the benchmark need.
      Atomics.wait(never, 0, 0, STALL_MS);
      process.stderr.write('stalled\n');
      later();
    },
    chance.between(BETWEEN_MS.from, BETWEEN_MS.to),
  ).unref();
}

// Threads of the product load it, too.
if (isMainThread) later();
