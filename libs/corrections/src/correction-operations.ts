import { Inject, Injectable } from '@nestjs/common';
import { afterCommit, Database, type Tx } from '#lib/database';
import { noteTransitions } from '#lib/deliveries';
import { type Logger, LOGGER } from '#lib/observability';
import { newUuid } from '#lib/kernel';
import { type OperationClaim, OperationLostError, OperationsService } from '#lib/operations';
import { cancelRows, cancelUnfollowedRows } from './cancel.queries.js';
import { tallyEdits } from './edit.queries.js';
import { cancelRetries, cancelUnfollowedRetries, type MovedRows, tallyRetries } from './retry.queries.js';
import type { CorrectionKind } from './correction.queries.js';
import { tallyRecalls } from './recall.queries.js';

/** Renewed with every pass, which comes every second; another worker takes over when it has run out. */
const LEASE_SECONDS = 20;

/** How far the rows of an operation are. `figures` is what the operation ends with. */
interface Tally {
  readonly open: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** How rows of one kind are counted, and stopped. Stopping tells which deliveries it has moved. */
interface Rows {
  readonly tally: (tx: Tx, operationId: string) => Promise<Tally>;
  readonly cancel: (tx: Tx, operationId: string) => Promise<readonly MovedRows[]>;
  /** Those of operations that were cancelled before anybody followed them. */
  readonly cancelUnfollowed: (tx: Tx) => Promise<readonly MovedRows[]>;
}

const ROWS: Readonly<Record<CorrectionKind, Rows>> = {
  recall: {
    tally: async (tx, id) => {
      const { open, ...figures } = await tallyRecalls(tx, id);
      return { open, figures };
    },
    cancel: (tx, id) => movingNone(cancelRows(tx, 'recall', id)),
    cancelUnfollowed: (tx) => movingNone(cancelUnfollowedRows(tx, 'recall')),
  },
  edit: {
    tally: async (tx, id) => {
      const { open, ...figures } = await tallyEdits(tx, id);
      return { open, figures };
    },
    cancel: (tx, id) => movingNone(cancelRows(tx, 'edit', id)),
    cancelUnfollowed: (tx) => movingNone(cancelUnfollowedRows(tx, 'edit')),
  },
  retry: {
    tally: async (tx, id) => {
      const { open, ...figures } = await tallyRetries(tx, id);
      return { open, figures };
    },
    cancel: cancelRetries,
    cancelUnfollowed: cancelUnfollowedRetries,
  },
};

/** A delivery stays `sent` whatever becomes of its recall or its edit. */
async function movingNone(work: Promise<void>): Promise<readonly MovedRows[]> {
  await work;
  return [];
}

/**
 * Follows the operations of corrections from their rows: tells how far they are, ends them, stops them when asked. The
 * work itself is done elsewhere and hangs on no operation's lease, so any worker may follow, and a crash loses nothing.
 */
@Injectable()
export class CorrectionOperations {
  private readonly owner = newUuid();
  private readonly held = new Map<string, OperationClaim>();

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly operations: OperationsService,
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
    for (const [kind, rows] of Object.entries(ROWS)) {
      this.note(await rows.cancelUnfollowed(this.database.client));
      for (;;) {
        const claim = await this.operations.claimNext(this.database.client, kind, as);
        if (claim === null) break;
        this.held.set(claim.operation.id, claim);
      }
    }
  }

  /** @returns whether it has ended */
  private async follow(claim: OperationClaim): Promise<boolean> {
    const { id, type, total } = claim.operation;
    const rows = ROWS[type as CorrectionKind];
    return this.database.transaction(async (tx) => {
      const { open, figures } = await rows.tally(tx, id);
      const done = Math.max(0, (total ?? open) - open);
      const { isCancelRequested } = await this.operations.progress(tx, claim, { done, total });
      if (open === 0) {
        await this.operations.finish(tx, claim, figures);
        this.logger.info({ operationId: id, type, ...figures }, 'a correction has ended');
        return true;
      }
      if (!isCancelRequested) return false;
      const moved = await rows.cancel(tx, id);
      afterCommit(tx, () => {
        this.note(moved);
      });
      await this.operations.finishCancelled(tx, claim);
      return true;
    });
  }

  private note(moved: readonly MovedRows[]): void {
    for (const { from, to, count } of moved)
      noteTransitions(this.logger, { from, to, outcome: 'retry cancelled' }, count);
  }
}
