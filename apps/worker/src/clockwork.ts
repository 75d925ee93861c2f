import { Inject, Injectable } from '@nestjs/common';
import { GuardRefusals } from '#lib/deliveries';
import { type Logger, LOGGER } from '#lib/observability';

/** Runs passes: none overlaps another of the same name, and one that fails is logged and comes again. */
@Injectable()
export class Clockwork {
  private readonly busy = new Map<string, Promise<void>>();
  /** To be run once more behind the pass under way. */
  private readonly called = new Map<string, () => Promise<unknown>>();
  private isCalling = false;
  private isStopped = false;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly refusals: GuardRefusals,
  ) {}

  /** Starts a pass, unless the one before it is still at work or the process is stopping. */
  pass(name: string, work: () => Promise<unknown>): void {
    if (this.isStopped) return;
    if (this.busy.has(name)) {
      if (this.isCalling) this.called.set(name, work);
      return;
    }
    const pass = work()
      .then(() => undefined)
      .catch(async (error: unknown) => {
        if (!this.isStopped) this.logger.error({ loop: name, error: String(error) }, 'a pass failed');
        await this.refusals.note(error);
      })
      .finally(() => {
        this.busy.delete(name);
        const again = this.called.get(name);
        this.called.delete(name);
        if (again !== undefined) this.pass(name, again);
      });
    this.busy.set(name, pass);
  }

  /**
   * Starts the passes that `start` starts, because there is news. A pass that is under way runs once more: it may have
   * looked before the news.
   */
  call(start: () => void): void {
    this.isCalling = true;
    try {
      start();
    } finally {
      this.isCalling = false;
    }
  }

  /** No pass starts any more. @returns when those under way have ended */
  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.busy.values());
  }
}
