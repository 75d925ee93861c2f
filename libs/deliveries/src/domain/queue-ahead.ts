import { PRIORITY_CLASSES, type QueuedRun } from './fair-queue.js';

/** A run of a bot with what it still has to send. */
export interface WaitingRun extends QueuedRun {
  /** Deliveries that are not closed yet. */
  readonly openCount: number;
}

/**
 * How many deliveries of other runs go out before the last one of `run`, as the fair queue deals them: all of a higher
 * class, of its own class as many as it has itself from each, none of a lower class.
 */
export function aheadOf(run: WaitingRun, all: readonly WaitingRun[]): number {
  const rank = PRIORITY_CLASSES.indexOf(run.priority);
  return all
    .filter(({ id }) => id !== run.id)
    .reduce((sum, other) => {
      const otherRank = PRIORITY_CLASSES.indexOf(other.priority);
      if (otherRank > rank) return sum;
      return sum + (otherRank < rank ? other.openCount : Math.min(other.openCount, run.openCount));
    }, 0);
}
