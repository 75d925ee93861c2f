/**
 * What a loop does while there is nothing to do: it waits for `ms`, for its end, or for a call.
 *
 * A call between a loop's look and its wait is not missed: the loop takes `calls` before it looks.
 */
export class IdlePause {
  /** How many there were so far. */
  calls = 0;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly ms: number) {}

  /** Ends every wait at once. */
  call(): void {
    this.calls += 1;
    for (const wake of [...this.waiting]) wake();
  }

  /**
   * Resolves after the idle time, when `closed` is aborted, or when called.
   *
   * @param heard the calls that the caller has looked for work after
   */
  wait(closed: AbortSignal, heard: number): Promise<void> {
    if (heard !== this.calls) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        closed.removeEventListener('abort', done);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, this.ms);
      closed.addEventListener('abort', done, { once: true });
      this.waiting.add(done);
    });
  }
}
