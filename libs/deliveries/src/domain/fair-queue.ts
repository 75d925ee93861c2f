/** Runs of a higher class go first, always; within one class they share. The first is the highest. */
export const PRIORITY_CLASSES = ['urgent', 'normal', 'low'] as const;
export type PriorityClass = (typeof PRIORITY_CLASSES)[number];

export interface QueuedRun {
  readonly id: string;
  readonly priority: PriorityClass;
}

/**
 * Start-time fair queueing over the runs of one bot, within strict classes: a run that starts late does not wait behind
 * one that began with ten thousand people, and owes nothing for the time before it started.
 *
 * Lives in the memory of the bot's owner; a new owner starts with equal shares.
 */
export class FairQueue {
  private virtualTime = 0;
  private readonly finish = new Map<string, number>();

  /** The ids of the runs, the one whose turn it is first. Runs that are not named any more are forgotten. */
  order(runs: readonly QueuedRun[]): string[] {
    const named = new Set(runs.map(({ id }) => id));
    for (const known of this.finish.keys()) {
      if (!named.has(known)) this.finish.delete(known);
    }
    return [...runs]
      .sort((a, b) => rank(a) - rank(b) || this.start(a.id) - this.start(b.id))
      .map(({ id }) => id);
  }

  /** `count` deliveries of the run were taken. */
  served(runId: string, count: number): void {
    const start = this.start(runId);
    this.virtualTime = Math.max(this.virtualTime, start);
    this.finish.set(runId, start + count);
  }

  private start(runId: string): number {
    return Math.max(this.virtualTime, this.finish.get(runId) ?? 0);
  }
}

function rank({ priority }: QueuedRun): number {
  return PRIORITY_CLASSES.indexOf(priority);
}
