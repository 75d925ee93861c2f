import { Injectable } from '@nestjs/common';
import {
  type Campaign,
  CampaignLaunch,
  CampaignSchedule,
  CampaignsService,
  type LaunchRequest,
  limitedBy,
} from '#lib/campaigns';
import { Database, databaseNow, type Tx } from '#lib/database';
import type { ErrorDetail } from '#lib/kernel';
import { Calendars } from './calendars.js';
import type { ScheduleRule } from './domain/schedule-rule.js';
import type { ScheduleSettings } from './domain/schedule.js';
import {
  InvalidScheduleError,
  OccurrenceNotAskingError,
  ScheduleNotFoundError,
} from './domain/schedule.errors.js';
import { OccurrenceLaunch } from './occurrence-launch.js';
import { Plans } from './plans.js';
import { type PreviewedOccurrence, previewOf } from './preview.js';
import { plannedBy, type PlannedSchedule, scheduleDigest } from './schedule-digest.js';
import { ScheduleChanges } from './schedule-changes.js';
import { limitProblems, scheduleProblems } from './schedule-problems.js';
import type { OccurrenceRecord, Schedule } from './schedule.js';
import { type OccurrencePlace, SchedulesRepository } from './schedules.repository.js';

/** When a campaign is to start, and who agreed to whom. The most people are those of the schedule. */
export interface ScheduleRequest
  extends PlannedSchedule, Omit<LaunchRequest, 'confirmRepeat' | 'schedule' | 'mostRecipients'> {}

export interface ScheduledCampaign {
  readonly campaign: Campaign;
  readonly schedule: Schedule;
}

/** A schedule with the times that follow. */
export interface ScheduleView {
  readonly schedule: Schedule;
  readonly nextRuns: readonly Date[];
}

export interface OccurrencePage {
  readonly occurrences: readonly OccurrenceRecord[];
  readonly next: OccurrencePlace | null;
}

/** So many times that follow are told with a schedule. */
const NEXT_RUNS = 5;

/** Planning campaigns, taking plans back, and what became of them. Firing them is `Scheduler`. */
@Injectable()
export class SchedulingService {
  constructor(
    private readonly database: Database,
    private readonly schedules: SchedulesRepository,
    private readonly drafts: CampaignsService,
    private readonly campaigns: CampaignSchedule,
    private readonly launches: CampaignLaunch,
    private readonly occurrenceLaunch: OccurrenceLaunch,
    private readonly calendars: Calendars,
    private readonly plans: Plans,
    private readonly changes: ScheduleChanges,
  ) {}

  /**
   * A draft waits for its time, or what waits already gets another. Everything that sending would refuse is refused now,
   * while somebody is there.
   *
   * @throws InvalidScheduleError where the rule has no time left; and what `CampaignLaunch.plan` throws
   */
  async schedule(tx: Tx, campaignId: string, request: ScheduleRequest): Promise<ScheduledCampaign> {
    const { expectedRecipients, confirmation, by, askedBy, approval, ...planned } = request;
    const agreement = {
      expectedRecipients,
      confirmation,
      mostRecipients: planned.maxRecipients,
      by,
      ...(askedBy !== undefined && { askedBy }),
      ...(approval !== undefined && { approval }),
    };
    // Before the campaign's own row, as whoever fires it does.
    const live = await this.schedules.lockLive(tx, campaignId);
    const now = await databaseNow(tx);
    const launch = {
      ...agreement,
      schedule: scheduleDigest(planned),
      confirmRepeat: planned.confirmRepeat,
      isFrozen: planned.audienceMode === 'frozen',
    };
    const agreed = await (live === null
      ? this.launches.plan(tx, campaignId, launch)
      : this.changes.replan(tx, campaignId, launch));
    const { first, problems } = await this.look(tx, agreed.campaign, planned);
    if (problems.length > 0) throw new InvalidScheduleError(problems);
    if (live !== null) await this.changes.replace(tx, live);
    return this.insert(tx, agreed, {
      ...planned,
      startsFrom: now,
      now,
      nextAt: first,
      by,
      approvedBy: approval === undefined ? null : by,
      limitedBy: limitedBy(agreement),
    });
  }

  /**
   * Sends a draft after the window in which that can be taken back; nothing leaves before its end.
   *
   * @throws what `CampaignLaunch.plan` throws
   */
  async sendAfter(
    tx: Tx,
    campaignId: string,
    request: LaunchRequest & { readonly windowSeconds: number },
  ): Promise<ScheduledCampaign> {
    const planned = await this.launches.plan(tx, campaignId, request);
    const now = await databaseNow(tx);
    const nextAt = new Date(now.getTime() + request.windowSeconds * 1_000);
    const { by, confirmRepeat } = request;
    const window = { ...AT_ONCE, confirmRepeat, kind: 'now', rule: null, startsFrom: nextAt } as const;
    const approvedBy = request.approval === undefined ? null : by;
    return this.insert(tx, planned, {
      ...window,
      now,
      nextAt,
      by,
      approvedBy,
      limitedBy: limitedBy(request),
    });
  }

  /**
   * Takes the plan back: the campaign is a draft again, or `running` while a run of it is still going.
   *
   * @throws CampaignNotFoundError; StateConflictError where nothing waits any more
   */
  async unschedule(tx: Tx, campaignId: string): Promise<Campaign> {
    const schedule = await this.schedules.lockLive(tx, campaignId);
    const campaign = await this.campaigns.takeBack(tx, campaignId);
    if (schedule !== null) {
      const at = await databaseNow(tx);
      await this.schedules.end(tx, schedule.id, { at, reason: 'unscheduled' });
    }
    return campaign;
  }

  /** What comes due is left out until it is resumed; doing it twice changes nothing. @throws ScheduleNotFoundError */
  async setPaused(tx: Tx, campaignId: string, isPaused: boolean): Promise<ScheduleView> {
    const schedule = await this.schedules.lockLive(tx, campaignId);
    if (schedule === null) throw new ScheduleNotFoundError();
    const changed = await this.schedules.setPaused(tx, schedule.id, isPaused);
    return this.viewOf(changed, await databaseNow(tx), tx);
  }

  /** The schedule of a campaign, or the last one that it had. @throws ScheduleNotFoundError */
  async get(campaignId: string): Promise<ScheduleView> {
    const { client } = this.database;
    const schedule = await this.schedules.findNewest(client, campaignId);
    if (schedule === null) throw new ScheduleNotFoundError();
    return this.viewOf(schedule, await databaseNow(client));
  }

  /** The database's time, from which a preview begins. */
  now(): Promise<Date> {
    return databaseNow(this.database.client);
  }

  /** @param tx of whoever has just written it */
  async viewOf(schedule: Schedule, now: Date, tx: Tx = this.database.client): Promise<ScheduleView> {
    if (schedule.endedAt !== null) return { schedule, nextRuns: [] };
    const next = (await this.plans.of(tx, schedule)).next(now, NEXT_RUNS);
    return { schedule, nextRuns: next.map(({ at }) => at) };
  }

  /** That a campaign may begin so. @throws InvalidScheduleError */
  async refuseImpossible(tx: Tx, campaign: Campaign, planned: PlannedSchedule): Promise<void> {
    const { problems } = await this.look(tx, campaign, planned);
    if (problems.length > 0) throw new InvalidScheduleError(problems);
  }

  /**
   * Why a campaign cannot begin so; empty: it can.
   *
   * @param would.be what it would be, from what it is
   * @param would.reach how many people, or chats, it would go to now
   * @throws CampaignNotFoundError
   */
  async problemsOf(
    campaignId: string,
    planned: PlannedSchedule,
    would: { readonly be: (campaign: Campaign) => Campaign; readonly reach: number },
  ): Promise<readonly ErrorDetail[]> {
    const { client } = this.database;
    const campaign = would.be(await this.drafts.get(campaignId, client));
    const { problems } = await this.look(client, campaign, planned);
    return [...problems, ...limitProblems(planned, would.reach)];
  }

  /** When a campaign is to begin, as it is scheduled; `null`: it is not, or within the window of a send. */
  async plannedOf(campaignId: string): Promise<PlannedSchedule | null> {
    const schedule = await this.schedules.findNewest(this.database.client, campaignId);
    return schedule?.endedAt === null ? plannedBy(schedule) : null;
  }

  /** The next times of a rule with their notes; nothing is saved. */
  async preview(rule: ScheduleRule, limit: number): Promise<readonly PreviewedOccurrence[]> {
    const from = await databaseNow(this.database.client);
    const zones = await this.plans.zonesOf(this.database.client, rule);
    return previewOf(rule, await this.calendars.of(this.database.client), { from, limit, zones });
  }

  /** What became of the times of a campaign, newest first. */
  async occurrences(
    campaignId: string,
    { after, limit }: { readonly after: OccurrencePlace | null; readonly limit: number },
  ): Promise<OccurrencePage> {
    const found = await this.schedules.occurrences(this.database.client, campaignId, {
      after,
      limit: limit + 1,
    });
    const occurrences = found.slice(0, limit);
    const last = occurrences.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    return {
      occurrences,
      next: hasMore ? { firesAt: last.firesAt, key: `${last.scheduleId}${last.key}` } : null,
    };
  }

  /**
   * Somebody's word about an occurrence that was missed and asks: a run after all, or none.
   *
   * @throws OccurrenceNotAskingError; what launching is refused with
   */
  async decide(
    tx: Tx,
    campaignId: string,
    word: { readonly key: string; readonly isSent: boolean; readonly by: string },
  ): Promise<void> {
    const schedule = await this.schedules.lockLive(tx, campaignId);
    const open = schedule === null ? null : await this.schedules.openOccurrence(tx, schedule.id);
    if (schedule === null || open?.outcome !== 'asking' || open.key !== word.key) {
      throw new OccurrenceNotAskingError(word.key);
    }
    const at = await databaseNow(tx);
    const isLast = schedule.nextAt === null;
    // What was missed is not late any more: somebody has just said that it is wanted.
    const limited = { ...schedule, limitedBy: [...schedule.limitedBy, word.by] };
    const runId = word.isSent
      ? await this.occurrenceLaunch.launch(tx, limited, { localStart: open.key, firesAt: at, isLast })
      : null;
    const outcome = word.isSent ? 'launched' : 'skipped';
    const reason = word.isSent ? open.reason : 'skipped_by_person';
    await this.schedules.record(tx, { ...open, outcome, reason, runId, decidedBy: word.by, at });
    if (!isLast) await this.campaigns.tellStart(tx, campaignId, schedule.nextAt);
    if (!isLast) return;
    await this.schedules.end(tx, schedule.id, { at, reason: 'done' });
    if (!word.isSent) await this.campaigns.end(tx, campaignId);
  }

  private async look(
    tx: Tx,
    campaign: Campaign,
    planned: PlannedSchedule,
  ): Promise<{ readonly first: Date | null; readonly problems: readonly ErrorDetail[] }> {
    const now = await databaseNow(tx);
    const [next] = (await this.plans.of(tx, { ...planned, startsFrom: now })).next(now, 1);
    const first = next?.at ?? null;
    return { first, problems: scheduleProblems(campaign, planned, first) };
  }

  private async insert(
    tx: Tx,
    { campaign, confirmed }: Awaited<ReturnType<CampaignLaunch['plan']>>,
    {
      by,
      ...values
    }: Pick<Schedule, 'kind' | 'rule' | 'startsFrom' | 'nextAt' | 'approvedBy' | 'limitedBy'> &
      ScheduleSettings & { readonly now: Date; readonly by: string },
  ): Promise<ScheduledCampaign> {
    const schedule = await this.schedules.insert(tx, {
      ...values,
      campaignId: campaign.id,
      confirmedCount: confirmed.count,
      confirmedDigest: confirmed.digest,
      requestedBy: by,
    });
    await this.campaigns.tellStart(tx, campaign.id, schedule.nextAt);
    return { campaign: { ...campaign, startsAt: schedule.nextAt }, schedule };
  }
}

/** Sending now: exactly the people who were confirmed a moment ago, and soon, or a person looks. */
const AT_ONCE = {
  onMissed: 'late',
  lateMinutes: 60,
  overlap: 'skip',
  audienceMode: 'fresh',
  boundPercent: null,
  maxRecipients: null,
  expiresAfterSeconds: null,
} as const;
