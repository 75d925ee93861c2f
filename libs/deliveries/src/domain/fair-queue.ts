/**
 * Start-time fair queueing over the runs of one bot: a run that starts late does not wait behind one that began with
 * ten thousand people, and owes nothing for the time before it started.
 *
 * Lives in the memory of the bot's owner; a new owner starts with equal shares.
 */
export class FairQueue {
  private virtualTime = 0;
  private readonly finish = new Map<string, number>();

  /** The runs, the one whose turn it is first. Runs that are not named any more are forgotten. */
  order(runIds: readonly string[]): string[] {
    for (const known of this.finish.keys()) {
      if (!runIds.includes(known)) this.finish.delete(known);
    }
    return [...runIds].sort((a, b) => this.start(a) - this.start(b));
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
