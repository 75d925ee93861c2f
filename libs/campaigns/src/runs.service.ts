import { Injectable } from '@nestjs/common';
import { compileTemplate, contentProblems, type MessageContent } from '#lib/content';
import { type Prisma, type Tx } from '#lib/database';
import { Files } from '#lib/files';
import { statusesLeadingTo } from '#lib/kernel';
import { CampaignsRepository } from './campaigns.repository.js';
import {
  type CampaignAction,
  CampaignInvalidError,
  CampaignNotFoundError,
  RunNotFoundError,
  StateConflictError,
} from './domain/campaign.errors.js';
import type { Run } from './domain/run.js';
import { RUN_TRANSITIONS, type RunStatus } from './domain/run-status.js';
import {
  holdForFailures,
  moveRun,
  openNextWave,
  type RunRow,
  selectNewestRunsOf,
  selectRun,
  selectRunsOf,
  setContentVersion,
  setFinished,
  setPrepared,
  setReopened,
  setResumed,
  setStopped,
  startRamp,
} from './runs.queries.js';
import { chatContentProblems } from './target-problems.js';

const SYSTEM = 'system';

/**
 * The life of runs. Every change is one guarded statement inside the caller's transaction, so that two who want
 * different things cannot both be right; the campaign follows in the same transaction.
 */
@Injectable()
export class RunsService {
  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly files: Files,
  ) {}

  /** @throws RunNotFoundError */
  async get(tx: Tx, runId: string): Promise<Run> {
    const [row] = await tx.$queryRaw<RunRow[]>(selectRun(runId));
    if (row === undefined) throw new RunNotFoundError();
    return toRun(row);
  }

  /**
   * The newest run of a campaign, open or finished.
   *
   * @param action what a draft is refused with
   * @throws CampaignNotFoundError; StateConflictError for a draft, which has none
   */
  async currentRun(
    tx: Tx,
    campaignId: string,
    action: 'control' | 'report' | 'remind' = 'control',
  ): Promise<Run> {
    const [run] = await this.list(tx, campaignId);
    if (run !== undefined) return run;
    const campaign = await this.campaigns.find(tx, campaignId);
    throw campaign === null ? new CampaignNotFoundError() : new StateConflictError(action, campaign.status);
  }

  /** The run itself where it is under way, so that resuming twice is no mistake. @throws StateConflictError */
  requireRunning(run: Run): Run {
    if (run.status === 'running' || run.status === 'preparing') return run;
    throw new StateConflictError('resume', run.status);
  }

  /** All runs of a campaign, newest first. */
  async list(tx: Tx, campaignId: string): Promise<Run[]> {
    return (await tx.$queryRaw<RunRow[]>(selectRunsOf(campaignId))).map(toRun);
  }

  /** The newest run of each of these campaigns that has one. */
  async newestOf(tx: Tx, campaignIds: readonly string[]): Promise<ReadonlyMap<string, Run>> {
    const rows = await tx.$queryRaw<RunRow[]>(selectNewestRunsOf(campaignIds));
    return new Map(rows.map((row) => [row.campaignId, toRun(row)]));
  }

  /** The people are frozen: `preparing` becomes `running`. @throws RunNotFoundError, StateConflictError */
  markPrepared(
    tx: Tx,
    runId: string,
    frozen: { readonly expectedCount: number; readonly digest: string },
  ): Promise<Run> {
    return this.move(tx, runId, {
      action: 'prepare',
      from: ['preparing'],
      set: setPrepared(frozen.expectedCount, frozen.digest),
    });
  }

  /** A pause that the system puts on, with its reason. @throws RunNotFoundError, StateConflictError */
  hold(tx: Tx, runId: string, why: { readonly code: string; readonly reason: string }): Promise<Run> {
    return this.move(tx, runId, {
      action: 'hold',
      from: statusesLeadingTo(RUN_TRANSITIONS, 'paused'),
      set: setStopped('paused', { by: SYSTEM, ...why }),
    });
  }

  /**
   * A hold because too many people were refused. Whoever resumed after one has seen why, so the next one comes after
   * `spacing` more outcomes at the earliest.
   *
   * @param why.outcomes how many the run has by now
   * @returns `null` where it is not running, or was held for that lately
   */
  async holdForFailures(
    tx: Tx,
    runId: string,
    why: { readonly outcomes: number; readonly spacing: number; readonly reason: string },
  ): Promise<Run | null> {
    const stop = { by: SYSTEM, code: 'failure_share', reason: why.reason };
    const [row] = await tx.$queryRaw<RunRow[]>(holdForFailures(runId, stop, why));
    return row === undefined ? null : toRun(row);
  }

  /** Only the people of this wave may be sent to from the moment the run is running. */
  async startRamp(tx: Tx, runId: string, wave: 1 | 2): Promise<void> {
    await tx.$executeRaw(startRamp(runId, wave));
  }

  /** The wave is settled: the next one, or all. @returns `null` where somebody was faster, or it is not running */
  async openNextWave(tx: Tx, runId: string, wave: number): Promise<Run | null> {
    const [row] = await tx.$queryRaw<RunRow[]>(openNextWave(runId, wave));
    return row === undefined ? null : toRun(row);
  }

  /** @param why.by public id of who asks @throws RunNotFoundError, StateConflictError */
  pause(tx: Tx, runId: string, why: { readonly by: string; readonly reason: string | null }): Promise<Run> {
    return this.move(tx, runId, {
      action: 'pause',
      from: statusesLeadingTo(RUN_TRANSITIONS, 'paused'),
      set: setStopped('paused', { code: 'paused_by_person', ...why }),
    });
  }

  /** Back to `running`, or to `preparing` where the people are not frozen yet. @throws RunNotFoundError, StateConflictError */
  resume(tx: Tx, runId: string): Promise<Run> {
    return this.move(tx, runId, { action: 'resume', from: ['paused'], set: setResumed() });
  }

  /** From here on nothing new is sent; what is under way runs to its truth. @throws RunNotFoundError, StateConflictError */
  async beginCancel(
    tx: Tx,
    runId: string,
    why: { readonly by: string; readonly reason: string | null },
  ): Promise<Run> {
    const run = await this.move(tx, runId, {
      action: 'cancel',
      from: statusesLeadingTo(RUN_TRANSITIONS, 'cancelling'),
      set: setStopped('cancelling', { code: 'cancelled_by_person', ...why }),
    });
    // Whoever cancels does not want it next week either: nothing but `scheduled` is launched by a schedule.
    await this.campaigns.move(tx, run.campaignId, ['scheduled'], 'running');
    return run;
  }

  /** Every row is closed: the cancelled run, and its campaign, are over. @throws RunNotFoundError, StateConflictError */
  finishCancel(tx: Tx, runId: string): Promise<Run> {
    return this.finish(tx, runId, 'cancelled', 'cancel');
  }

  /** Every row is closed: the run, and its campaign, are over. @throws RunNotFoundError, StateConflictError */
  complete(tx: Tx, runId: string): Promise<Run> {
    return this.finish(tx, runId, 'completed', 'complete');
  }

  /**
   * Open again, for those whom it had given up; a run that is under way only takes the new `expiresAt`.
   *
   * @param change.expiresAt `undefined`: as it was
   * @throws RunNotFoundError; StateConflictError where it was cancelled, or another run of the campaign is open
   */
  reopen(tx: Tx, runId: string, change: { readonly expiresAt: Date | null | undefined }): Promise<Run> {
    const from = ['running', 'paused', 'completed'] as const;
    return this.openAgain(tx, runId, { action: 'retry', from, set: setReopened(change.expiresAt) });
  }

  /** Open again for a follow-up. @throws RunNotFoundError; StateConflictError where it is neither under way nor completed */
  reopenForStep(tx: Tx, runId: string): Promise<Run> {
    const from = ['running', 'completed'] as const;
    return this.openAgain(tx, runId, { action: 'remind', from, set: setReopened(undefined) });
  }

  private async openAgain(tx: Tx, runId: string, move: RunMove): Promise<Run> {
    const run = await this.move(tx, runId, move);
    if (run.status === 'running') await this.campaigns.move(tx, run.campaignId, ['completed'], 'running');
    return run;
  }

  /**
   * Another text for the run, from its next message on. Messages that were sent keep theirs.
   *
   * @returns the new version and its number
   * @throws TemplateError, CampaignInvalidError
   */
  async revise(
    tx: Tx,
    run: Run,
    revision: {
      readonly content: MessageContent;
      /** Whether it says something else, so that what people have confirmed is not this text. */
      readonly isMaterial: boolean;
      readonly by: string;
    },
  ): Promise<{ readonly contentVersionId: string; readonly version: number }> {
    const { content, isMaterial, by } = revision;
    const compiled = compileTemplate(content.template);
    const problems = [
      ...contentProblems(content),
      ...(await this.files.problems(tx, content.files)),
      ...chatContentProblems(run.target, content, compiled),
    ];
    if (problems.length > 0) throw new CampaignInvalidError(problems);
    const { campaignId } = run;
    await this.campaigns.lock(tx, campaignId);
    const contentVersionId = await this.campaigns.insertContentVersion(
      tx,
      { campaignId, content, revises: { id: run.contentVersionId, isMaterial } },
      by,
    );
    await this.campaigns.setContent(tx, campaignId, content);
    await tx.$queryRaw(moveRun(run.id, [run.status], setContentVersion(contentVersionId)));
    return { contentVersionId, version: await this.campaigns.countContentVersions(tx, campaignId) };
  }

  /**
   * The text of a follow-up, which its messages have from the first to the last.
   *
   * @param text.content `null`: what the run says by now
   * @returns the version
   * @throws TemplateError, CampaignInvalidError
   */
  async writeStep(
    tx: Tx,
    run: Run,
    text: { readonly step: number; readonly content: MessageContent | null; readonly by: string },
  ): Promise<string> {
    const { step, by } = text;
    const about = run.contentVersionId;
    const content = text.content ?? (await this.campaigns.contentOfVersion(tx, about));
    compileTemplate(content.template);
    const problems = [...contentProblems(content), ...(await this.files.problems(tx, content.files))];
    if (problems.length > 0) throw new CampaignInvalidError(problems);
    return this.campaigns.insertStepText(tx, { campaignId: run.campaignId, step, content, about }, by);
  }

  private async finish(
    tx: Tx,
    runId: string,
    status: 'completed' | 'cancelled',
    action: CampaignAction,
  ): Promise<Run> {
    const from = statusesLeadingTo(RUN_TRANSITIONS, status);
    const run = await this.move(tx, runId, { action, from, set: setFinished(status) });
    if ((await this.campaigns.move(tx, run.campaignId, ['running'], status)) !== null) return run;
    // It waits for its next run, or for its author: this one's end is not its own.
    const campaign = await this.campaigns.find(tx, run.campaignId);
    if (campaign?.status === 'scheduled' || campaign?.status === 'draft') return run;
    throw new Error(`The campaign of run ${runId} cannot follow it to «${status}»`);
  }

  private async move(tx: Tx, runId: string, move: RunMove): Promise<Run> {
    const [row] = await tx.$queryRaw<RunRow[]>(moveRun(runId, move.from, move.set));
    if (row !== undefined) return toRun(row);
    throw new StateConflictError(move.action, (await this.get(tx, runId)).status);
  }
}

interface RunMove {
  readonly action: CampaignAction;
  readonly from: readonly RunStatus[];
  readonly set: Prisma.Sql;
}

const STOPPED: readonly RunStatus[] = ['paused', 'cancelling', 'cancelled'];

export function toRun({ stopBy, stopCode, stopReason, ...row }: RunRow): Run {
  const isStopped = STOPPED.includes(row.status) && stopBy !== null && stopCode !== null;
  const { openUntil, joinLimit, joined, joinLookedAt, joinTrouble, joinTroubleReason, ...run } = row;
  return {
    ...run,
    stop: isStopped ? { by: stopBy, code: stopCode, reason: stopReason } : null,
    lateJoining:
      openUntil === null || joinLimit === null
        ? null
        : {
            openUntil,
            atMost: joinLimit,
            joined,
            lookedAt: joinLookedAt,
            trouble:
              joinTrouble === null ? null : { code: joinTrouble, reason: joinTroubleReason ?? joinTrouble },
          },
  };
}
