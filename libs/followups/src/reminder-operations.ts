import { Inject, Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { RunSteps } from '#lib/deliveries';
import { newUuid } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { type OperationClaim, OperationLostError, OperationsService } from '#lib/operations';
import { cancelledSteps, REMIND, tallyOperation } from './step-figures.queries.js';

/** Renewed with every pass, which comes every second; another worker takes over when it has run out. */
const LEASE_SECONDS = 20;

/**
 * Follows the operations of reminders from their rows: tells how far they are, ends them, stops them when asked. The
 * sends hang on no operation's lease, so any worker may follow, and a crash loses nothing.
 */
@Injectable()
export class ReminderOperations {
  private readonly owner = newUuid();
  private readonly held = new Map<string, OperationClaim>();

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly operations: OperationsService,
    private readonly steps: RunSteps,
  ) {}

  /** One look at every operation that this process follows. @returns how many ended */
  async runOnce(): Promise<number> {
    await this.cancelRows(this.database.client, null);
    await this.takeNew();
    let ended = 0;
    for (const [id, claim] of this.held) {
      try {
        if (!(await this.follow(claim))) continue;
        ended += 1;
      } catch (error) {
        // Another worker follows it now; this one was away for too long.
        if (!(error instanceof OperationLostError)) throw error;
      }
      this.held.delete(id);
    }
    return ended;
  }

  private async takeNew(): Promise<void> {
    const as = { owner: this.owner, leaseSeconds: LEASE_SECONDS };
    for (;;) {
      const claim = await this.operations.claimNext(this.database.client, REMIND, as);
      if (claim === null) return;
      this.held.set(claim.operation.id, claim);
    }
  }

  /** @returns whether it has ended */
  private async follow(claim: OperationClaim): Promise<boolean> {
    const { id, total } = claim.operation;
    return this.database.transaction(async (tx) => {
      const { open, ...figures } = await tallyOperation(tx, id);
      const done = Math.max(0, (total ?? open) - open);
      const { isCancelRequested } = await this.operations.progress(tx, claim, { done, total });
      if (open === 0) {
        await this.operations.finish(tx, claim, figures);
        this.logger.info({ operationId: id, ...figures }, 'a reminder has ended');
        return true;
      }
      if (!isCancelRequested) return false;
      await this.cancelRows(tx, id);
      await this.operations.finishCancelled(tx, claim);
      return true;
    });
  }

  private async cancelRows(tx: Tx, operationId: string | null): Promise<void> {
    for (const step of await cancelledSteps(tx, operationId)) await this.steps.cancel(tx, step);
  }
}
