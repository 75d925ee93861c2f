import Bottleneck from 'bottleneck';

/**
 * Bottleneck's queue, without its clock.
 *
 * Bottleneck keeps the moment before which the next job may not start, by the machine's wall clock: set back by an hour,
 * as at the first word of a time server, it would start nothing for an hour. We ask for no pause between two jobs, so
 * this moment is put before every other: by a `minTime` that no clock reaches, and by a first job that nobody waits for,
 * since until that has started the moment is the one at which the queue was made.
 */
export function turnQueue(maxConcurrent: number): Bottleneck {
  const queue = new Bottleneck({ maxConcurrent, minTime: Number.NEGATIVE_INFINITY });
  void queue.schedule(() => Promise.resolve());
  return queue;
}
