import { Injectable } from '@nestjs/common';
import { CampaignInvalidError, CampaignsService, QuestionNeeds } from '#lib/campaigns';
import { compileTemplate, contentProblems, Mentions, TemplateError } from '#lib/content';
import { Database, type Tx } from '#lib/database';
import { Files } from '#lib/files';
import type { ErrorDetail } from '#lib/kernel';
import { SendersService } from '#lib/senders';
import { Digests } from './digests.js';
import { TASK_SCOPES, taskProblems } from './domain/task-problems.js';
import { FollowUpPlanNotFoundError } from './domain/followup.errors.js';
import { firstOutOfOrder } from './domain/rung-when.js';
import type { FollowUpPlan, Rung } from './follow-up-plan.js';
import { climbedRungs, deletePlan, findPlan, putPlan, type RungRow } from './follow-up-plan.queries.js';
import type { DigestEstimate } from './managers.queries.js';
import { isOver } from './reminder-people.queries.js';
import { RungClock } from './rung-clock.js';
import { rowOf, rungOf } from './rung-row.js';

/** A plan, with what became of its rungs for the newest run. */
export interface FollowUpPlanView extends FollowUpPlan {
  readonly setBy: string;
  readonly setAt: Date;
  /** By rung, from 1; empty until the people of a run are frozen. */
  readonly times: ReadonlyMap<number, RungTime>;
  /** By rung, from 1: what those that go to managers would come to now. */
  readonly digests: ReadonlyMap<number, DigestEstimate>;
}

/** When a rung is due for the newest run, and whether it was climbed. */
export interface RungTime {
  readonly dueAt: Date;
  /** The step under which it was climbed; `null`: not yet, or never. */
  readonly step: number | null;
}

/** The ladder of a campaign: follow-ups that come by themselves. Written while the campaign is a draft. */
@Injectable()
export class FollowUpPlans {
  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignsService,
    private readonly questions: QuestionNeeds,
    private readonly mentions: Mentions,
    private readonly clock: RungClock,
    private readonly senders: SendersService,
    private readonly digests: Digests,
    private readonly files: Files,
  ) {}

  /** @throws CampaignNotFoundError, FollowUpPlanNotFoundError */
  get(campaignId: string): Promise<FollowUpPlanView> {
    return this.database.bulkTransaction((tx) => this.getIn(tx, campaignId), 'RepeatableRead');
  }

  /** `null`: nothing follows by itself, or there is no such campaign. */
  find(campaignId: string): Promise<FollowUpPlanView | null> {
    return this.database.bulkTransaction((tx) => this.findIn(tx, campaignId), 'RepeatableRead');
  }

  private async getIn(tx: Tx, campaignId: string): Promise<FollowUpPlanView> {
    await this.campaigns.get(campaignId, tx);
    const plan = await this.findIn(tx, campaignId);
    if (plan === null) throw new FollowUpPlanNotFoundError();
    return plan;
  }

  private async findIn(tx: Tx, campaignId: string): Promise<FollowUpPlanView | null> {
    const row = await findPlan(tx, campaignId);
    if (row === null) return null;
    const { deadlineAt, setBy, setAt } = row;
    const rungs = row.rungs.map(rungOf);
    const times = await this.timesOf(tx, campaignId, rungs);
    return { rungs, deadlineAt, setBy, setAt, times, digests: await this.digestsOf(tx, campaignId, rungs) };
  }

  /**
   * In place of the one that there is.
   *
   * @param by public id of who asks
   * @throws CampaignNotFoundError, TemplateError, CampaignInvalidError; StateConflictError once the campaign was sent or
   *   scheduled; SenderScopeMissingError and QuestionNeedsWebhookError for a button of a text
   */
  async put(tx: Tx, campaignId: string, plan: FollowUpPlan, by: string): Promise<FollowUpPlanView> {
    const { senderId } = await this.campaigns.lockDraft(tx, campaignId);
    await this.refuseWrong(tx, plan, await this.rightsMissing(tx, senderId));
    for (const { content } of plan.rungs)
      if (content !== null) await this.questions.require(tx, senderId, content);
    const rungs: RungRow[] = [];
    for (const [at, rung] of plan.rungs.entries())
      rungs.push(await inRung(at, () => this.resolved(tx, rung)));
    await putPlan(tx, campaignId, { rungs, deadlineAt: plan.deadlineAt, setBy: by });
    return this.getIn(tx, campaignId);
  }

  /** Nothing more comes by itself; what waits to be sent already is stopped with the campaign. @throws CampaignNotFoundError */
  async delete(tx: Tx, campaignId: string): Promise<void> {
    await this.campaigns.get(campaignId, tx);
    await deletePlan(tx, campaignId);
  }

  private async timesOf(
    tx: Tx,
    campaignId: string,
    rungs: readonly Rung[],
  ): Promise<ReadonlyMap<number, RungTime>> {
    const run = await climbedRungs(tx, campaignId);
    const times = new Map<number, RungTime>();
    if (run === null) return times;
    for (const [at, { when }] of rungs.entries()) {
      const step = run.steps[String(at + 1)] ?? null;
      times.set(at + 1, { dueAt: await this.clock.dueAt(tx, run, when), step });
    }
    return times;
  }

  private async digestsOf(
    tx: Tx,
    campaignId: string,
    rungs: readonly Rung[],
  ): Promise<ReadonlyMap<number, DigestEstimate>> {
    const estimates = new Map<number, DigestEstimate>();
    if (rungs.every(({ managers }) => managers === null)) return estimates;
    const campaign = await this.campaigns.get(campaignId, tx);
    for (const [at, rung] of rungs.entries()) {
      const estimate = await this.digests.estimate(tx, campaign, rung);
      if (estimate !== null) estimates.set(at + 1, estimate);
    }
    return estimates;
  }

  /** Of the bot that would make the tasks; none where its rights were not read yet, and making them will tell. */
  private async rightsMissing(tx: Tx, senderId: string | null): Promise<string[]> {
    const sender = await this.senders.choose(tx, senderId);
    if (sender?.status !== 'active') return [];
    return TASK_SCOPES.filter((scope) => !sender.scopes.includes(scope));
  }

  private async refuseWrong(
    tx: Tx,
    { rungs, deadlineAt }: FollowUpPlan,
    missingScopes: readonly string[],
  ): Promise<void> {
    const problems: ErrorDetail[] = [];
    for (const [at, { content }] of rungs.entries()) {
      if (content === null) continue;
      inRung(at, () => compileTemplate(content.template));
      const wrongOf = [...contentProblems(content), ...(await this.files.problems(tx, content.files))];
      problems.push(
        ...wrongOf.map((problem) => ({
          ...problem,
          pointer: (problem.pointer ?? '').replace('#/', `#/rungs/${String(at)}/`),
        })),
      );
    }
    for (const [at, rung] of rungs.entries()) {
      const asTask = { content: rung.content, hasDeadline: deadlineAt !== null, missingScopes };
      const wrongOf = [
        ...(rung.form === 'task' ? taskProblems(asTask) : []),
        ...(await this.digests.problems(tx, rung)),
      ];
      problems.push(
        ...wrongOf.map((each) => ({ ...each, pointer: `#/rungs/${String(at)}/${each.pointer ?? ''}` })),
      );
    }
    const wrong = firstOutOfOrder(rungs.map(({ when }) => when));
    if (wrong !== null) {
      const detail =
        'Each rung must be later than the one before, for everybody, whenever they got their message.';
      problems.push({
        pointer: `#/rungs/${String(wrong)}/${timeField(rungs[wrong])}`,
        code: 'out_of_order',
        detail,
      });
    }
    if (deadlineAt !== null && (await isOver(tx, deadlineAt))) {
      const detail = 'deadline_at must lie in the future.';
      problems.push({ pointer: '#/deadline_at', code: 'in_the_past', detail });
    }
    if (problems.length > 0) throw new CampaignInvalidError(problems);
  }

  /** Colleagues by id from here on, as in a draft: a name may change. */
  private async resolved(tx: Tx, rung: Rung): Promise<RungRow> {
    const { content } = rung;
    if (content === null) return rowOf(rung);
    const template = await this.mentions.resolved(tx, content.template);
    return rowOf({ ...rung, content: { ...content, template } });
  }
}

function timeField(rung: Rung | undefined): string {
  if (rung === undefined || 'afterHours' in rung.when) return 'after_hours';
  return 'onDay' in rung.when ? 'on_day' : 'after_working_hours';
}

/** The text lib does not know where in the request its text stands. */
function inRung<T>(at: number, work: () => T): T {
  const moved = (error: unknown): never => {
    const [problem] = error instanceof TemplateError ? error.details : [];
    if (problem === undefined) throw error;
    const detail = { ...problem, pointer: `#/rungs/${String(at)}/content/template` };
    throw new TemplateError(detail);
  };
  try {
    const result = work();
    return result instanceof Promise ? (result.catch(moved) as T) : result;
  } catch (error) {
    return moved(error);
  }
}
