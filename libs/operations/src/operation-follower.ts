import type { Database, Tx } from '#lib/database';
import { newUuid } from '#lib/kernel';
import type { Operation, OperationClaim } from './domain/operation.js';
import { OperationLostError } from './domain/operation.errors.js';
import type { OperationsService } from './operations.service.js';

/** Renewed with every pass, which comes every second; another worker takes over when it has run out. */
const LEASE_SECONDS = 20;

/** Work that is done elsewhere, row by row, and that an operation stands for. */
export interface FollowedWork {
  readonly types: readonly string[];
  /** How many of its rows are not through yet, and what it has come to so far: the operation ends with that. */
  readonly tally: (
    tx: Tx,
    operation: Operation,
  ) => Promise<{ readonly open: number; readonly figures: Readonly<Record<string, number>> }>;
  /** Stops the rows that are not through. */
  readonly cancel: (tx: Tx, operation: Operation) => Promise<void>;
  /** All rows are through. */
  readonly ended: (operation: Operation, figures: Readonly<Record<string, number>>) => void;
}

/**
 * Follows operations from the rows that they stand for: tells how far they are, ends them, stops them when asked. The work
 * itself hangs on no operation's lease, so any worker may follow, and a crash loses nothing.
 */
export class OperationFollower {
  private readonly owner = newUuid();
  private readonly held = new Map<string, OperationClaim>();

  constructor(
    private readonly database: Database,
    private readonly operations: OperationsService,
    private readonly work: FollowedWork,
  ) {}

  /** One look at every operation that this process follows. @returns how many ended */
  async runOnce(): Promise<number> {
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
    for (const type of this.work.types) {
      for (;;) {
        const claim = await this.operations.claimNext(this.database.client, type, as);
        if (claim === null) break;
        this.held.set(claim.operation.id, claim);
      }
    }
  }

  /** @returns whether it has ended */
  private async follow(claim: OperationClaim): Promise<boolean> {
    const { operation } = claim;
    return this.database.transaction(async (tx) => {
      const { open, figures } = await this.work.tally(tx, operation);
      const done = Math.max(0, (operation.total ?? open) - open);
      const { isCancelRequested } = await this.operations.progress(tx, claim, {
        done,
        total: operation.total,
      });
      if (open === 0) {
        await this.operations.finish(tx, claim, figures);
        this.work.ended(operation, figures);
        return true;
      }
      if (!isCancelRequested) return false;
      await this.work.cancel(tx, operation);
      await this.operations.finishCancelled(tx, claim);
      return true;
    });
  }
}
