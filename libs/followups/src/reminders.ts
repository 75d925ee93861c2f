import { Injectable } from '@nestjs/common';
import {
  AudienceChangedError,
  CampaignExpiredError,
  CampaignPausedError,
  QuestionNeeds,
  type Run,
  RunsService,
} from '#lib/campaigns';
import { type MessageContent, Mentions } from '#lib/content';
import { Database, type Tx } from '#lib/database';
import { RunControl, RunLimits, type StepManner } from '#lib/deliveries';
import { type Operation, OperationsService } from '#lib/operations';
import { NobodyToRemindError } from './domain/followup.errors.js';
import type { ReminderCounts } from './domain/reminder-counts.js';
import { isOver } from './reminder-people.queries.js';
import { type ReminderAim, ReminderSteps } from './reminder-steps.js';
import { REMIND } from './step-figures.queries.js';

/** Whom somebody wants to remind. */
export interface ReminderPlan extends ReminderAim {
  readonly campaignId: string;
}

/** A reminder that somebody orders, knowing from a check how many it reaches: another number by now is refused. */
export interface ReminderRequest extends ReminderPlan, Pick<StepManner, 'form'> {
  /** What it says; `null`: what the campaign says by now, once more. */
  readonly content: MessageContent | null;
  /** What a check has told: `toSend`. */
  readonly expectedRecipients: number;
  /** Why; kept for good. */
  readonly reason: string | null;
  /** Public id of who asks. */
  readonly by: string;
}

/** Whom a reminder would reach at this moment. */
export interface ReminderCheck extends ReminderCounts {
  readonly runId: string;
}

/** Reminding by hand: another message to those who got a campaign's newest run and have not done what was asked. */
@Injectable()
export class Reminders {
  constructor(
    private readonly database: Database,
    private readonly mentions: Mentions,
    private readonly control: RunControl,
    private readonly limits: RunLimits,
    private readonly runs: RunsService,
    private readonly questions: QuestionNeeds,
    private readonly steps: ReminderSteps,
    private readonly operations: OperationsService,
  ) {}

  /** Changes nothing. @throws what `request` throws about the campaign and `among` */
  check(plan: ReminderPlan): Promise<ReminderCheck> {
    return this.database.bulkTransaction(async (tx) => {
      const run = await this.runs.currentRun(tx, plan.campaignId, 'remind');
      return { ...(await this.steps.count(tx, run.id, plan)), runId: run.id };
    });
  }

  /**
   * Writes a row for each of them, under the next step of the run; a completed run runs again. The bot's owner sends to
   * them like to anybody else, and leaves out who has read or confirmed by then.
   *
   * @param tx a transaction: whatever is thrown must undo all of it
   * @throws CampaignNotFoundError, NobodyToRemindError, TooManyFollowUpsError; StateConflictError where the run is
   *   neither under way nor completed; CampaignPausedError, CampaignExpiredError; TemplateError and CampaignInvalidError
   *   for the text; what an audience is refused with for `among`; AudienceChangedError when others are meant by now;
   *   SenderScopeMissingError and QuestionNeedsWebhookError for a button of the text;
   *   what `RunLimits.refuse` throws
   */
  async request(tx: Tx, request: ReminderRequest): Promise<Operation> {
    const { campaignId, expectedRecipients, reason, by } = request;
    const run = await this.control.lockCurrent(tx, campaignId, 'remind');
    await this.refuseStopped(tx, run);
    await this.limits.refuse(tx, run, by);
    if (request.content !== null) await this.questions.require(tx, run.senderId, request.content);
    const operation = await this.operations.enqueue(tx, {
      type: REMIND,
      requestedBy: by,
      total: expectedRecipients,
    });
    const { matched, toSend } = await this.steps.begin(tx, run, {
      ...request,
      when: null,
      managers: null,
      content: await this.resolved(tx, request.content),
      note: { rung: null, deadlineAt: null, operationId: operation.id, reason, by },
    });
    if (toSend === 0) throw new NobodyToRemindError(matched);
    if (toSend !== expectedRecipients) throw new AudienceChangedError(expectedRecipients, toSend);
    return operation;
  }

  private async refuseStopped(tx: Tx, { status, stop, expiresAt }: Run): Promise<void> {
    if (status === 'paused' && stop !== null) throw new CampaignPausedError(stop);
    if (expiresAt !== null && (await isOver(tx, expiresAt))) throw new CampaignExpiredError(expiresAt);
  }

  /** By id from here on, as in a draft: a colleague's name may change. */
  private async resolved(tx: Tx, content: MessageContent | null): Promise<MessageContent | null> {
    if (content === null) return null;
    return { ...content, template: await this.mentions.resolved(tx, content.template) };
  }
}
