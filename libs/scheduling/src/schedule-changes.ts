import { Injectable } from '@nestjs/common';
import {
  type Agreement,
  type Campaign,
  CampaignLaunch,
  CampaignSchedule,
  CampaignsService,
  type CampaignValues,
  isSameToRecipients,
  type LaunchRequest,
  type PlannedCampaign,
  StateConflictError,
} from '#lib/campaigns';
import { contentHash } from '#lib/content';
import { databaseNow, type Tx } from '#lib/database';
import { InvalidScheduleError } from './domain/schedule.errors.js';
import { DueOccurrences } from './due-occurrences.js';
import { Plans } from './plans.js';
import { plannedBy, scheduleDigest } from './schedule-digest.js';
import { scheduleProblems } from './schedule-problems.js';
import type { Schedule } from './schedule.js';
import { SchedulesRepository } from './schedules.repository.js';

/** What of a scheduled campaign is to be another, and who agrees to what it becomes. */
export interface ChangeRequest {
  /** What the campaign becomes, from what it is; called with it locked. */
  readonly change: (campaign: Campaign) => CampaignValues;
  /** Versions of which one must be the present one; `null`: any. */
  readonly versions: readonly number[] | null;
  /** Needed where people who get it would notice; `null`: nobody has agreed. */
  readonly agreement: Agreement | null;
  /** Whether the new text may go to the same people again. */
  readonly confirmRepeat: boolean;
  /** Public id of who changes it. */
  readonly by: string;
}

/**
 * Changing what waits for its time. The change and somebody's word that it is meant are one transaction, under the lock
 * that whoever fires the schedule takes, too: nothing ever begins that nobody has agreed to, and no time passes unseen
 * because a word was missing.
 */
@Injectable()
export class ScheduleChanges {
  constructor(
    private readonly schedules: SchedulesRepository,
    private readonly campaigns: CampaignsService,
    private readonly waiting: CampaignSchedule,
    private readonly launches: CampaignLaunch,
    private readonly plans: Plans,
    private readonly due: DueOccurrences,
  ) {}

  /**
   * The runs that begin from here on are of the changed campaign; one that is under way goes on as it was. Whoever had
   * agreed as a second person had agreed to something else.
   *
   * @throws CampaignNotFoundError, StateConflictError, PreconditionFailedError; what a draft's change and `CampaignLaunch.plan`
   *   throw; InvalidScheduleError where nobody would get it at its time
   */
  async change(tx: Tx, campaignId: string, request: ChangeRequest): Promise<Campaign> {
    // Before the campaign's own row, as whoever fires it does.
    const live = await this.schedules.lockLive(tx, campaignId);
    const { change, versions, agreement, by } = request;
    const { before, after } = await this.campaigns.updateScheduled(tx, campaignId, change, versions);
    if (isSameToRecipients(before, after)) return after;
    if (live === null || agreement === null)
      throw new Error(`Campaign ${campaignId} is not scheduled, or nobody has agreed to its change`);
    refuseImpossible(live, after);
    const isSameText = contentHash(before.content) === contentHash(after.content);
    const confirmRepeat = request.confirmRepeat || (isSameText && live.confirmRepeat);
    const planned = plannedBy(live);
    const { campaign, confirmed } = await this.launches.replan(tx, after, {
      ...agreement,
      mostRecipients: live.maxRecipients,
      confirmRepeat,
      by,
      isFrozen: live.audienceMode === 'frozen',
      schedule: planned === null ? null : scheduleDigest(planned),
    });
    const people = { confirmedCount: confirmed.count, confirmedDigest: confirmed.digest };
    await this.schedules.agree(tx, live.id, { ...people, confirmRepeat, requestedBy: by });
    return campaign;
  }

  /**
   * What waits is to begin otherwise: it is agreed to anew, with the people of now.
   *
   * @throws what `CampaignLaunch.plan` throws
   */
  async replan(tx: Tx, campaignId: string, request: LaunchRequest): Promise<PlannedCampaign> {
    const campaign = await this.waiting.lockScheduled(tx, campaignId);
    // Cancelled a moment ago: its schedule ends with its next look.
    if (campaign === null)
      throw new StateConflictError('schedule', (await this.campaigns.get(campaignId, tx)).status);
    return this.launches.replan(tx, { ...campaign, frozenId: null }, request);
  }

  /** The schedule has another in its place: what had come due of it, and what it waits for, is written down. */
  async replace(tx: Tx, live: Schedule): Promise<void> {
    const at = await databaseNow(tx);
    const fixed = { scheduleId: live.id, reason: 'schedule_replaced', runId: null, decidedBy: null, at };
    const open = await this.schedules.openOccurrence(tx, live.id);
    if (open !== null) {
      const { key, firesAt } = open;
      await this.schedules.record(tx, { ...fixed, key, firesAt, outcome: 'skipped' });
    }
    for (const { key, at: firesAt } of await this.due.of(tx, live, await this.plans.of(tx, live), at))
      await this.schedules.record(tx, { ...fixed, key, firesAt, outcome: 'missed' });
    await this.schedules.end(tx, live.id, { at, reason: 'replaced' });
  }
}

function refuseImpossible({ kind, audienceMode, nextAt }: Schedule, campaign: Campaign): void {
  // Nothing follows by itself where somebody is asked about the last time.
  if (nextAt === null) return;
  const planned = { kind: kind === 'recurring' ? kind : 'once', audienceMode } as const;
  const problems = scheduleProblems(campaign, planned, nextAt);
  if (problems.length > 0)
    throw new InvalidScheduleError(
      problems.map((problem) => ({ ...problem, pointer: PLACES[problem.code] ?? '#' })),
    );
}

/** Where in the campaign it is said that its schedule, which stays, contradicts. */
const PLACES: Readonly<Partial<Record<string, string>>> = {
  after_expiry: '#/expires_at',
  late_joiners_once: '#/delivery/late_joiners',
  after_open_until: '#/delivery/late_joiners/open_until',
  late_joiners_frozen: '#/delivery/late_joiners',
  frozen_in_chat: '#/target',
};
