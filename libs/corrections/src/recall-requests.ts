import { Injectable } from '@nestjs/common';
import { AudienceChangedError, type Run } from '#lib/campaigns';
import { Database, type Tx } from '#lib/database';
import { RunControl, RunLimits } from '#lib/deliveries';
import { type Operation, OperationsService } from '#lib/operations';
import { insertCorrection, lockOpenSends } from './correction.queries.js';
import { NothingToCorrectError } from './domain/correction.errors.js';
import type { RecallScope, Remaining } from './domain/recall-state.js';
import {
  countForRecall,
  insertRecalls,
  type RecallCounts,
  supersedeRecalledEdits,
} from './recall.queries.js';

/** Which messages are to go. */
export interface RecallPlan {
  readonly campaignId: string;
  readonly scope: RecallScope;
  /** What becomes of those who have not got it yet, where the run is still under way. */
  readonly remaining: Remaining;
}

/** A confirmed `RecallPlan`. */
export interface RecallRequest extends RecallPlan {
  /** What a check has told: `affected`. */
  readonly expectedRecipients: number;
  /** Why; kept for good. */
  readonly reason: string;
  /** Public id of who asks. */
  readonly by: string;
}

/** What a recall would reach at this moment. */
export interface RecallCheck extends RecallCounts {
  readonly runId: string;
  /** Everybody for whom something would change: the number that a recall must be confirmed with. */
  readonly affected: number;
}

const OVER: readonly Run['status'][] = ['completed', 'cancelled', 'cancelling'];

/** Asking for the recall of a campaign's newest run; carried out by the owner of the bot. */
@Injectable()
export class RecallRequests {
  constructor(
    private readonly database: Database,
    private readonly control: RunControl,
    private readonly limits: RunLimits,
    private readonly operations: OperationsService,
  ) {}

  /** Changes nothing. @throws CampaignNotFoundError; StateConflictError for a draft */
  check(plan: RecallPlan): Promise<RecallCheck> {
    return this.database.bulkTransaction(async (tx) =>
      this.count(tx, await this.control.lockCurrent(tx, plan.campaignId), plan),
    );
  }

  /**
   * Stops what is left of the run and asks for every message of it to be deleted, in one step: once it has committed,
   * nothing of the run is sent any more, and what was in doubt is deleted when it is found.
   *
   * @param tx a transaction
   * @throws CampaignNotFoundError, StateConflictError, NothingToCorrectError; AudienceChangedError when others are
   *   affected by now than were confirmed; what `RunLimits.refuseForeign` throws
   */
  async request(tx: Tx, request: RecallRequest): Promise<Operation> {
    const { campaignId, scope, remaining, reason, by } = request;
    const run = await this.control.lockCurrent(tx, campaignId);
    await this.limits.refuseForeign(tx, run, by);
    await lockOpenSends(tx, run.id);
    const { affected } = await this.count(tx, run, request);
    if (affected === 0) throw new NothingToCorrectError();
    if (affected !== request.expectedRecipients)
      throw new AudienceChangedError(request.expectedRecipients, affected);
    const why = { by, reason };
    if (!OVER.includes(run.status)) {
      await (remaining === 'cancel'
        ? this.control.cancelIn(tx, campaignId, why)
        : this.control.pauseIn(tx, campaignId, why));
    }
    // The row of the operation says how many there are before anybody follows it.
    const total = rowsOf(await countForRecall(tx, run.id, scope));
    const operation = await this.operations.enqueue(tx, { type: 'recall', requestedBy: by, total });
    await insertCorrection(tx, {
      operationId: operation.id,
      kind: 'recall',
      campaignId,
      runId: run.id,
      total,
      reason,
      requestedBy: by,
      params: { scope, remaining },
    });
    await insertRecalls(tx, { operationId: operation.id, runId: run.id, scope });
    await supersedeRecalledEdits(tx, operation.id);
    return operation;
  }

  private async count(tx: Tx, run: Run, { scope, remaining }: RecallPlan): Promise<RecallCheck> {
    const counts = await countForRecall(tx, run.id, scope);
    const isLeft = !OVER.includes(run.status) && remaining === 'cancel';
    const waiting = isLeft ? counts.waiting : 0;
    return { ...counts, waiting, runId: run.id, affected: rowsOf(counts) + waiting };
  }
}

function rowsOf({ sent, sending, unknown, unproven }: RecallCounts): number {
  return sent + sending + unknown + unproven;
}
