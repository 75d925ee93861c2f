import { Injectable } from '@nestjs/common';
import { type Audience, AudiencesService, type RunResult } from '#lib/audiences';
import {
  AudienceChangedError,
  CampaignExpiredError,
  CampaignPausedError,
  type Run,
  RunsService,
} from '#lib/campaigns';
import { type MessageContent, Mentions } from '#lib/content';
import { Database, type Prisma, type Tx } from '#lib/database';
import { MAX_STEPS, RunControl, RunSteps, type StepWho } from '#lib/deliveries';
import { publicId } from '#lib/kernel';
import { type Operation, OperationsService } from '#lib/operations';
import { NobodyToRemindError, TooManyFollowUpsError } from './domain/followup.errors.js';
import { type ReminderCounts, reminderCounts } from './domain/reminder-counts.js';
import { countPeople, countStep, isOver, selectReminderPeople } from './reminder-people.queries.js';
import { REMIND } from './step-figures.queries.js';

/** Whom somebody wants to remind. */
export interface ReminderPlan {
  readonly campaignId: string;
  readonly who: StepWho;
  /** Only those of them whom these rules name; `null`: all. */
  readonly among: Audience | null;
}

export interface ReminderRequest extends ReminderPlan {
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

const RESULTS: Readonly<Record<StepWho, RunResult>> = {
  unread: 'unread',
  unacknowledged: 'not_acknowledged',
  everyone: 'sent',
};

/** Who never confirmed the invitation cannot have read anything: a reminder would not change that. */
const OPTIONS = { skipInvited: true, skipGuests: false } as const;

/** Reminding by hand: another message to those who got a campaign's newest run and have not done what was asked. */
@Injectable()
export class Reminders {
  constructor(
    private readonly database: Database,
    private readonly audiences: AudiencesService,
    private readonly mentions: Mentions,
    private readonly control: RunControl,
    private readonly runs: RunsService,
    private readonly steps: RunSteps,
    private readonly operations: OperationsService,
  ) {}

  /** Changes nothing. @throws what `request` throws about the campaign and `among` */
  check(plan: ReminderPlan): Promise<ReminderCheck> {
    return this.database.transaction(async (tx) => {
      const run = await this.runs.currentRun(tx, plan.campaignId);
      const counts = reminderCounts(await countPeople(tx, await this.people(tx, run, plan)));
      return { ...counts, runId: run.id };
    });
  }

  /**
   * Writes a row for each of them, under the next step of the run; a completed run runs again. The bot's owner sends to
   * them like to anybody else, and leaves out who has read or confirmed by then.
   *
   * @param tx a transaction: whatever is thrown must undo all of it
   * @throws CampaignNotFoundError, NobodyToRemindError, TooManyFollowUpsError; StateConflictError where the run is
   *   neither under way nor completed; CampaignPausedError, CampaignExpiredError; TemplateError and CampaignInvalidError
   *   for the text; what an audience is refused with for `among`; AudienceChangedError when others are meant by now
   */
  async request(tx: Tx, request: ReminderRequest): Promise<Operation> {
    const { campaignId, who, expectedRecipients, reason, by } = request;
    const run = await this.control.lockCurrent(tx, campaignId);
    await this.refuseStopped(tx, run);
    const step = await this.steps.next(tx, run.id);
    if (step > MAX_STEPS) throw new TooManyFollowUpsError(MAX_STEPS);
    const people = await this.people(tx, run, request);
    await this.runs.reopenForStep(tx, run.id);
    const content = await this.resolved(tx, request.content);
    const contentVersionId = await this.runs.writeStep(tx, run, { step, content, by });
    await this.steps.addPeople(tx, { runId: run.id, step }, people);
    const { matched, toSend } = reminderCounts(await countStep(tx, { runId: run.id, step }));
    if (toSend === 0) throw new NobodyToRemindError(matched);
    if (toSend !== expectedRecipients) throw new AudienceChangedError(expectedRecipients, toSend);
    const operation = await this.operations.enqueue(tx, { type: REMIND, requestedBy: by, total: toSend });
    const operationId = operation.id;
    await this.steps.begin(tx, { runId: run.id, step, who, contentVersionId, operationId, reason, by });
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

  private async people(tx: Tx, run: Run, { who, among }: ReminderPlan): Promise<Prisma.Sql> {
    const meant: Audience = {
      type: 'rules',
      include: [{ run_results: { run_id: publicId('run', run.id), results: [RESULTS[who]] } }],
      exclude: [],
    };
    const rows = async (audience: Audience): Promise<Prisma.Sql> =>
      this.audiences.audienceRows(await this.audiences.expand(tx, audience), OPTIONS);
    return selectReminderPeople({
      runId: run.id,
      who,
      meant: await rows(meant),
      among: among === null ? null : await this.among(tx, among),
    });
  }

  /** A misspelt tag must not make a reminder reach nobody in silence. */
  private async among(tx: Tx, among: Audience): Promise<Prisma.Sql> {
    return this.audiences.audienceRows(await this.audiences.resolve(tx, among, '#/among'), OPTIONS);
  }
}
