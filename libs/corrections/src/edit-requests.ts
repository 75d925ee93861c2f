import { Inject, Injectable } from '@nestjs/common';
import {
  AudienceChangedError,
  QuestionNeeds,
  type Run,
  RunsService,
  SenderScopeMissingError,
} from '#lib/campaigns';
import { type Config, CONFIG } from '#lib/config';
import type { MessageContent } from '#lib/content';
import { Database, type Tx } from '#lib/database';
import { RunControl, RunLimits } from '#lib/deliveries';
import { type Operation, OperationsService } from '#lib/operations';
import { SendersService } from '#lib/senders';
import { insertCorrection, lockOpenSends } from './correction.queries.js';
import { NothingToCorrectError } from './domain/correction.errors.js';
import { countForEdit, type EditCounts, insertEdits, supersedeEdits } from './edit.queries.js';

/** A new text for everybody who has the old one. */
export interface EditRequest {
  readonly campaignId: string;
  readonly content: MessageContent;
  /** Whether it says something else than before, so that an earlier acknowledgement is not one of this text. */
  readonly isMaterial: boolean;
  /** What a check has told: `affected`. */
  readonly expectedRecipients: number;
  /** Why; kept for good. */
  readonly reason: string;
  /** Public id of who asks. */
  readonly by: string;
}

/** What a new text would reach at this moment. */
export interface EditCheck extends EditCounts {
  readonly runId: string;
  /** Everybody for whom something would change: the number that an edit must be confirmed with. */
  readonly affected: number;
}

/** The right that a bot needs to change its messages; everything else works without it. */
const EDIT_SCOPE = 'messages:update';

/** Asking for a new text in the messages of a campaign's newest run; carried out by the owner of the bot. */
@Injectable()
export class EditRequests {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly control: RunControl,
    private readonly limits: RunLimits,
    private readonly runs: RunsService,
    private readonly senders: SendersService,
    private readonly questions: QuestionNeeds,
    private readonly operations: OperationsService,
  ) {}

  /** Changes nothing. @throws CampaignNotFoundError; StateConflictError for a draft */
  check(campaignId: string): Promise<EditCheck> {
    return this.database.bulkTransaction(async (tx) =>
      this.count(tx, await this.control.lockCurrent(tx, campaignId)),
    );
  }

  /**
   * Makes a new version of the text: who has not got the message gets this one from now on, and every message that was
   * delivered is changed to it. An edit that is still under way is superseded.
   *
   * @param tx a transaction
   * @throws CampaignNotFoundError, StateConflictError, NothingToCorrectError, SenderScopeMissingError, QuestionNeedsWebhookError; TemplateError and
   *   CampaignInvalidError for the text; AudienceChangedError when others are affected by now than were confirmed; what
   *   `RunLimits.refuse` throws
   */
  async request(tx: Tx, request: EditRequest): Promise<Operation> {
    const { campaignId, content, isMaterial, expectedRecipients, reason, by } = request;
    const run = await this.control.lockCurrent(tx, campaignId);
    await this.limits.refuse(tx, run, by);
    await this.requireScope(tx, run.senderId);
    await this.questions.require(tx, run.senderId, content);
    await lockOpenSends(tx, run.id);
    const { affected, waiting } = await this.count(tx, run);
    if (affected === 0) throw new NothingToCorrectError();
    if (affected !== expectedRecipients) throw new AudienceChangedError(expectedRecipients, affected);
    const { version, contentVersionId } = await this.runs.revise(tx, run, { content, isMaterial, by });
    const total = affected - waiting;
    const operation = await this.operations.enqueue(tx, { type: 'edit', requestedBy: by, total });
    const operationId = operation.id;
    await insertCorrection(tx, {
      operationId,
      kind: 'edit',
      campaignId,
      runId: run.id,
      total,
      reason,
      requestedBy: by,
      params: { version, material: isMaterial },
    });
    await supersedeEdits(tx, run.id, this.config.doubtSettleMs);
    await insertEdits(tx, { operationId, runId: run.id, version, contentVersionId });
    return operation;
  }

  private async requireScope(tx: Tx, senderId: string): Promise<void> {
    const { status, scopes } = await this.senders.get(senderId, tx);
    if (status === 'active' && !scopes.includes(EDIT_SCOPE)) throw new SenderScopeMissingError(EDIT_SCOPE);
  }

  private async count(tx: Tx, run: Run): Promise<EditCheck> {
    const counts = await countForEdit(tx, run.id);
    const { sent, sending, unknown, waiting } = counts;
    return { ...counts, runId: run.id, affected: sent + sending + unknown + waiting };
  }
}
