/** A process of the simulated machine: a worker, or an api that operators talk to. */
export class SimProcess {
  isAlive = true;
  /** SIGSTOP: nothing of it happens before this moment. */
  stoppedUntil = 0;
  /** Connections on which session locks are held, given up when it dies. */
  readonly sessions = new Set<{ lose(): void }>();
  /** How long its deliveries have found nothing new, and as of which change of the world. */
  readonly idle = { changes: -1, factor: 1 };

  constructor(
    readonly name: string,
    /** Wall clock minus the true one, in milliseconds. */
    public skewMs: number,
    /** Its monotonic clock showed this at the beginning of time. */
    readonly monotonicOffsetMs: number,
  ) {}

  /** kill -9: what it has asked for may still happen elsewhere; nothing comes back to it. */
  kill(): void {
    this.isAlive = false;
    for (const session of this.sessions) session.lose();
    this.sessions.clear();
  }
}
