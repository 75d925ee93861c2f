import { Inject, Injectable } from '@nestjs/common';
import { AudienceChangedError, CampaignExpiredError, type Run, RunsService } from '#lib/campaigns';
import { afterCommit, Database, type Tx } from '#lib/database';
import { noteTransitions, RunControl, RunLimits } from '#lib/deliveries';
import { type Logger, LOGGER } from '#lib/observability';
import { type Operation, OperationsService } from '#lib/operations';
import { insertCorrection } from './correction.queries.js';
import { NothingToCorrectError } from './domain/correction.errors.js';
import type { RetryableReason } from './domain/retryable-reasons.js';
import { countForRetry, isOver, retryChosen, type RetryCounts } from './retry.queries.js';

/** Whom another try is for. */
export interface RetryPlan {
  readonly campaignId: string;
  readonly reasons: readonly RetryableReason[];
  /** Those who were given up without proof, too: they may get it twice. */
  readonly includeUnproven: boolean;
}

/** A confirmed `RetryPlan`. */
export interface RetryRequest extends RetryPlan {
  /** Until when they may get it; `undefined`: as the run says. */
  readonly expiresAt: Date | null | undefined;
  /** What a check has told: `affected`. */
  readonly expectedRecipients: number;
  /** Why; kept for good. */
  readonly reason: string;
  /** Public id of who asks. */
  readonly by: string;
}

/** What a retry would reach at this moment. */
export interface RetryCheck extends RetryCounts {
  readonly runId: string;
  /** Everybody who would be tried again: the number that a retry must be confirmed with. */
  readonly affected: number;
}

/** Trying once more those whom a campaign's newest run has given up. What was sent is never sent again. */
@Injectable()
export class RetryRequests {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly control: RunControl,
    private readonly limits: RunLimits,
    private readonly runs: RunsService,
    private readonly operations: OperationsService,
  ) {}

  /** Changes nothing. @throws CampaignNotFoundError; StateConflictError for a draft */
  check(plan: RetryPlan): Promise<RetryCheck> {
    return this.database.bulkTransaction(async (tx) =>
      this.count(tx, await this.control.lockCurrent(tx, plan.campaignId), plan),
    );
  }

  /**
   * Puts them back to `pending`; a completed run runs again. The bot's owner sends to them like to anybody else.
   *
   * @param tx a transaction
   * @throws CampaignNotFoundError, NothingToCorrectError; StateConflictError where the run was cancelled;
   *   CampaignExpiredError where its time is over; AudienceChangedError when others are affected by now than were confirmed;
   *   what `RunLimits.refuse` throws
   */
  async request(tx: Tx, request: RetryRequest): Promise<Operation> {
    const { campaignId, reasons, includeUnproven, expiresAt, expectedRecipients, reason, by } = request;
    const run = await this.control.lockCurrent(tx, campaignId);
    const { affected } = await this.count(tx, run, request);
    if (affected === 0) throw new NothingToCorrectError();
    if (affected !== expectedRecipients) throw new AudienceChangedError(expectedRecipients, affected);
    const reopened = await this.runs.reopen(tx, run.id, { expiresAt });
    const until = reopened.expiresAt;
    if (until !== null && (await isOver(tx, until))) throw new CampaignExpiredError(until);
    const operation = await this.operations.enqueue(tx, { type: 'retry', requestedBy: by, total: affected });
    const operationId = operation.id;
    await insertCorrection(tx, {
      operationId,
      kind: 'retry',
      campaignId,
      runId: run.id,
      total: affected,
      reason,
      requestedBy: by,
      params: { reasons, include_unproven: includeUnproven },
    });
    const moved = await retryChosen(tx, { runId: run.id, reasons, includeUnproven }, operationId);
    // With those who were left out before and are not any more.
    await this.limits.refuse(tx, run, by);
    afterCommit(tx, () => {
      for (const { from, to, count } of moved)
        noteTransitions(this.logger, { from, to, outcome: 'operator: retry' }, count);
    });
    return operation;
  }

  private async count(tx: Tx, run: Run, plan: RetryPlan): Promise<RetryCheck> {
    const { reasons, includeUnproven } = plan;
    const counts = await countForRetry(tx, { runId: run.id, reasons, includeUnproven });
    const { failed, skipped, expired, unproven } = counts;
    return { ...counts, runId: run.id, affected: failed + skipped + expired + unproven };
  }
}
