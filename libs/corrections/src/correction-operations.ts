import { Inject, Injectable } from '@nestjs/common';
import { afterCommit, Database, type Tx } from '#lib/database';
import { noteTransitions } from '#lib/deliveries';
import { type Logger, LOGGER } from '#lib/observability';
import { type FollowedWork, OperationFollower, OperationsService } from '#lib/operations';
import { cancelRows, cancelUnfollowedRows } from './cancel.queries.js';
import { tallyEdits } from './edit.queries.js';
import { cancelRetries, cancelUnfollowedRetries, type MovedRows, tallyRetries } from './retry.queries.js';
import type { CorrectionKind } from './correction.queries.js';
import { tallyRecalls } from './recall.queries.js';

type Tally = Awaited<ReturnType<FollowedWork['tally']>>;

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

/** Follows the operations of corrections, whose rows are worked off by the owners of their bots. */
@Injectable()
export class CorrectionOperations {
  private readonly follower: OperationFollower;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    operations: OperationsService,
  ) {
    this.follower = new OperationFollower(database, operations, {
      types: Object.keys(ROWS),
      tally: (tx, { id, type }) => ROWS[type as CorrectionKind].tally(tx, id),
      cancel: async (tx, { id, type }) => {
        const moved = await ROWS[type as CorrectionKind].cancel(tx, id);
        afterCommit(tx, () => {
          this.note(moved);
        });
      },
      ended: ({ id, type }, figures) => {
        logger.info({ operationId: id, type, ...figures }, 'a correction has ended');
      },
    });
  }

  /** One look at every operation that this process follows. @returns how many ended */
  async runOnce(): Promise<number> {
    for (const rows of Object.values(ROWS)) this.note(await rows.cancelUnfollowed(this.database.client));
    return this.follower.runOnce();
  }

  private note(moved: readonly MovedRows[]): void {
    for (const { from, to, count } of moved)
      noteTransitions(this.logger, { from, to, outcome: 'retry cancelled' }, count);
  }
}
