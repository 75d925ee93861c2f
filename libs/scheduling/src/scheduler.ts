import { Inject, Injectable } from '@nestjs/common';
import { CampaignSchedule, ChatNotWritableError } from '#lib/campaigns';
import { Database, type Tx } from '#lib/database';
import { DomainError } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { decide, type Verdict } from './domain/due.js';
import { DueOccurrences } from './due-occurrences.js';
import { type LaunchedOccurrence, OccurrenceLaunch } from './occurrence-launch.js';
import type { Plan } from './plan.js';
import { Plans } from './plans.js';
import type { Schedule } from './schedule.js';
import { SchedulesRepository } from './schedules.repository.js';

/** What one pass did about one schedule; `null` when none was due. */
export interface FiredSchedule {
  readonly campaignId: string;
  /** `launched`, or what became of it instead; nothing where only its next time was computed. */
  readonly occurrences: readonly { readonly key: string; readonly outcome: string }[];
}

/** A launch that is refused is tried again so often, until it is too late. */
const REFUSED_AGAIN_MS = 30_000;
/** So often an occurrence that waits looks whether the run before it is over. */
const WAITING_AGAIN_MS = 5_000;

/**
 * Launches what is due, each occurrence once, over any number of workers.
 *
 * The occurrence and its run are written in one transaction under the schedule's row lock; the primary key of
 * occurrences would refuse a second one. Due is what is due by the database's clock, never by a worker's.
 */
@Injectable()
export class Scheduler {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly schedules: SchedulesRepository,
    private readonly campaigns: CampaignSchedule,
    private readonly launches: OccurrenceLaunch,
    private readonly plans: Plans,
    private readonly due: DueOccurrences,
  ) {}

  /** @param at in place of the database's time, for whoever simulates it */
  async runOnce(at: Date | null = null): Promise<FiredSchedule | null> {
    try {
      const fired = await this.database.bulkTransaction((tx) => this.fireNext(tx, at));
      if (fired !== null && fired.occurrences.length > 0)
        this.logger.info({ ...fired }, 'a schedule was due');
      return fired;
    } catch (error) {
      if (!(error instanceof LaunchRefused)) throw error;
      const { schedule, refusal } = error;
      const { code, message, facts, details } = refusal;
      const again = { at, afterMs: REFUSED_AGAIN_MS };
      await this.schedules.noteRefusal(
        this.database.client,
        schedule.id,
        { code, message, facts, details },
        again,
      );
      this.logger.warn({ campaignId: schedule.campaignId, code }, 'a scheduled launch was refused');
      if (refusal instanceof ChatNotWritableError)
        await this.campaigns.lookAgain(this.database.client, schedule.campaignId);
      return { campaignId: schedule.campaignId, occurrences: [] };
    }
  }

  private async fireNext(tx: Tx, at: Date | null): Promise<FiredSchedule | null> {
    const taken = await this.schedules.takeDue(tx, at);
    if (taken === null) return null;
    const { schedule, now } = taken;
    const { campaignId } = schedule;
    if ((await this.campaigns.lockScheduled(tx, campaignId)) === null) {
      // Cancelled while it waited.
      await this.schedules.end(tx, schedule.id, { at: now, reason: 'cancelled' });
      await this.campaigns.dropPeople(tx, campaignId);
      return { campaignId, occurrences: [] };
    }
    const plan = await this.plans.of(tx, schedule);
    const verdicts = await this.verdicts(tx, schedule, { plan, now });
    const nextAt = plan.next(now, 1)[0]?.at ?? null;
    for (const verdict of verdicts)
      await this.carryOut(tx, schedule, { verdict, now, isLast: nextAt === null });
    await this.goOn(tx, schedule, { now, nextAt, isOver: verdicts.some(isLaunch) && nextAt === null });
    return { campaignId, occurrences: verdicts.map(({ key, outcome }) => ({ key, outcome })) };
  }

  private async verdicts(
    tx: Tx,
    schedule: Schedule,
    { plan, now }: { readonly plan: Plan; readonly now: Date },
  ): Promise<Verdict[]> {
    const open = await this.schedules.openOccurrence(tx, schedule.id);
    return decide(await this.due.of(tx, schedule, plan, now), {
      ...schedule,
      now,
      problem: schedule.problem?.code ?? null,
      hasOpenRun: await this.campaigns.hasOpenRun(tx, schedule.campaignId),
      open:
        open === null
          ? null
          : {
              key: open.key,
              firesAt: open.key,
              at: open.firesAt,
              outcome: open.outcome === 'asking' ? 'asking' : 'waiting',
            },
    });
  }

  private async carryOut(
    tx: Tx,
    schedule: Schedule,
    { verdict, now, isLast }: { readonly verdict: Verdict; readonly now: Date; readonly isLast: boolean },
  ): Promise<void> {
    const { key, firesAt: localStart, at: firesAt, outcome, reason } = verdict;
    const fixed = { scheduleId: schedule.id, key, firesAt, decidedBy: null, at: now };
    if (outcome !== 'launch') {
      await this.schedules.record(tx, { ...fixed, outcome, reason, runId: null });
      return;
    }
    const runId = await this.launched(tx, schedule, { localStart, firesAt, isLast });
    await this.schedules.record(tx, { ...fixed, outcome: 'launched', reason: null, runId });
  }

  /** @returns id of the run @throws LaunchRefused: nothing of the transaction may stay */
  private async launched(tx: Tx, schedule: Schedule, occurrence: LaunchedOccurrence): Promise<string> {
    try {
      return await this.launches.launch(tx, schedule, occurrence);
    } catch (error) {
      if (error instanceof DomainError) throw new LaunchRefused(schedule, error);
      throw error;
    }
  }

  /** What follows: the next time, a question that is open, or the end. */
  private async goOn(
    tx: Tx,
    schedule: Schedule,
    { now, nextAt, isOver }: { readonly now: Date; readonly nextAt: Date | null; readonly isOver: boolean },
  ): Promise<void> {
    const open = await this.schedules.openOccurrence(tx, schedule.id);
    if (!isOver && (nextAt !== null || open !== null)) {
      const soon = open?.outcome === 'waiting' ? new Date(now.getTime() + WAITING_AGAIN_MS) : null;
      const dueAt = soon !== null && (nextAt === null || soon < nextAt) ? soon : nextAt;
      await this.schedules.setEvaluated(tx, schedule.id, { until: now, nextAt, dueAt });
      await this.campaigns.tellStart(tx, schedule.campaignId, nextAt);
      return;
    }
    await this.schedules.end(tx, schedule.id, { at: now, reason: 'done' });
    if (!isOver) await this.campaigns.end(tx, schedule.campaignId);
  }
}

/** Carries a refusal out of the transaction that it must undo. */
class LaunchRefused extends Error {
  constructor(
    readonly schedule: Schedule,
    readonly refusal: DomainError,
  ) {
    super(refusal.message);
  }
}

const isLaunch = ({ outcome }: Verdict): boolean => outcome === 'launch';
