import { Inject, Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { RunSteps } from '#lib/deliveries';
import { type Logger, LOGGER } from '#lib/observability';
import { OperationFollower, OperationsService } from '#lib/operations';
import { cancelledSteps, REMIND, tallyOperation } from './step-figures.queries.js';

/** Follows the operations of reminders, whose messages are sent as all deliveries are. */
@Injectable()
export class ReminderOperations {
  private readonly follower: OperationFollower;

  constructor(
    @Inject(LOGGER) logger: Logger,
    private readonly database: Database,
    operations: OperationsService,
    private readonly steps: RunSteps,
  ) {
    this.follower = new OperationFollower(database, operations, {
      types: [REMIND],
      tally: async (tx, { id }) => {
        const { open, ...figures } = await tallyOperation(tx, id);
        return { open, figures };
      },
      cancel: (tx, { id }) => this.cancelRows(tx, id),
      ended: ({ id }, figures) => {
        logger.info({ operationId: id, ...figures }, 'a reminder has ended');
      },
    });
  }

  /** One look at every operation that this process follows. @returns how many ended */
  async runOnce(): Promise<number> {
    await this.cancelRows(this.database.client, null);
    return this.follower.runOnce();
  }

  private async cancelRows(tx: Tx, operationId: string | null): Promise<void> {
    for (const step of await cancelledSteps(tx, operationId)) await this.steps.cancel(tx, step);
  }
}
