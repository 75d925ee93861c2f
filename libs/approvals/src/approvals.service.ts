import { Injectable } from '@nestjs/common';
import type { Principal } from '#lib/access';
import { AuditTrail } from '#lib/audit';
import {
  type Agreement,
  type Campaign,
  CampaignLaunch,
  CampaignSchedule,
  CampaignsService,
  type Confirmation,
  type Run,
} from '#lib/campaigns';
import { Database, databaseNow, type Tx } from '#lib/database';
import { DirectoryService } from '#lib/directory';
import { publicId } from '#lib/kernel';
import { type EventType, Outbox } from '#lib/outbox';
import { type PlannedSchedule, scheduleDigest, SchedulingService } from '#lib/scheduling';
import { type Approval, ApprovalsRepository } from './approvals.repository.js';
import { ApproverRefusedError } from './domain/approval.errors.js';
import { type Involved, refusalOf } from './domain/approver.js';

/** What a second person is asked. */
export interface Submission extends Omit<Agreement, 'mostRecipients'> {
  /** When it is to begin; `null`: as soon as they have agreed. */
  readonly schedule: PlannedSchedule | null;
  readonly confirmRepeat: boolean;
  readonly comment: string | null;
  readonly by: Principal;
}

/** A second person's word. */
export interface Decision {
  /** All that they have seen, which must be so still. */
  readonly confirmation: Confirmation;
  readonly comment: string | null;
  /** Seconds in which what is sent at once can be taken back. */
  readonly windowSeconds: number;
  readonly by: Principal;
}

/** Four eyes: somebody asks, somebody else looks at what will go out, and with their word it goes. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly database: Database,
    private readonly approvals: ApprovalsRepository,
    private readonly campaigns: CampaignsService,
    private readonly plans: CampaignSchedule,
    private readonly launches: CampaignLaunch,
    private readonly scheduling: SchedulingService,
    private readonly directory: DirectoryService,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** A draft waits for a second person; nobody can change it meanwhile. @throws InvalidScheduleError; what `CampaignLaunch.submit` throws */
  async submit(tx: Tx, id: string, { schedule, comment, by, ...request }: Submission): Promise<Campaign> {
    const digest = schedule === null ? null : scheduleDigest(schedule);
    const { campaign, confirmed } = await this.launches.submit(tx, id, {
      ...request,
      mostRecipients: schedule?.maxRecipients ?? null,
      schedule: digest,
      by: by.id,
    });
    if (schedule !== null) await this.scheduling.refuseImpossible(tx, campaign, schedule);
    const { confirmRepeat } = request;
    await this.approvals.insert(tx, {
      campaignId: id,
      submittedBy: by.id,
      recipients: confirmed.count,
      schedule,
      confirmRepeat,
      comment,
    });
    await this.tell(tx, 'campaign.approval_requested', id, by);
    return campaign;
  }

  /**
   * What waits goes out as it was asked for, to the people that this person has seen.
   *
   * @throws CampaignNotFoundError, StateConflictError, ApproverRefusedError, StateChangedError, and what sending and scheduling throw
   */
  async approve(
    tx: Tx,
    id: string,
    { confirmation, comment, windowSeconds, by }: Decision,
  ): Promise<{ readonly campaign: Campaign; readonly run: Run | null }> {
    // Before the question is read: it may be taken back and put anew, for another time, at this very moment.
    await this.plans.lockAwaiting(tx, id);
    const asked = await this.approvals.pending(tx, id);
    if (asked === null) throw new Error(`Campaign ${id} waits without a question`);
    await this.requireSecond(tx, id, by);
    const { schedule, confirmRepeat } = asked;
    const approval = 'second_person' as const;
    const agreed = { confirmation, confirmRepeat, by: by.id, askedBy: asked.submittedBy, approval };
    const launched = await this.launched(tx, id, { agreed, schedule, windowSeconds });
    await this.approvals.decide(tx, id, { state: 'approved', by: by.id, comment, at: await databaseNow(tx) });
    await this.tell(tx, 'campaign.approved', id, by);
    return launched;
  }

  /** It is a draft again. @throws CampaignNotFoundError, StateConflictError */
  async decline(
    tx: Tx,
    id: string,
    word: {
      readonly state: 'rejected' | 'withdrawn';
      readonly comment: string | null;
      readonly by: Principal;
    },
  ): Promise<Campaign> {
    const { state, comment, by } = word;
    const campaign = await this.plans.decline(tx, id);
    await this.approvals.decide(tx, id, { state, by: by.id, comment, at: await databaseNow(tx) });
    await this.tell(tx, 'campaign.rejected', id, by);
    return campaign;
  }

  /** What was asked about a campaign, newest first. @throws CampaignNotFoundError */
  async list(id: string): Promise<Approval[]> {
    await this.campaigns.get(id);
    return this.approvals.list(this.database.client, id);
  }

  /** When a campaign that waits for a second person is to begin; `null`: at once, or it does not wait. */
  async scheduleOf(id: string): Promise<PlannedSchedule | null> {
    return (await this.approvals.pending(this.database.client, id))?.schedule ?? null;
  }

  /** That somebody is a person, and had no hand in this campaign. @throws ApproverRefusedError */
  async requireSecond(tx: Tx, id: string, by: Principal): Promise<void> {
    const { id: key, personId } = by;
    const person = personId === null ? null : await this.directory.getPerson(personId, tx);
    const isAtWork = person !== null && !person.isSuspended && !person.isBot;
    const refusal = refusalOf({ key, personId, isAtWork }, await this.involvedIn(tx, id));
    if (refusal !== null) throw new ApproverRefusedError(refusal);
  }

  /** So many get it without a second person: everybody is told, and why. */
  async tellBrokenGlass(
    tx: Tx,
    campaignId: string,
    { by, reason }: { readonly by: Principal; readonly reason: string },
  ): Promise<void> {
    const data = { by: by.id, reason };
    await this.outbox.record(tx, { type: 'campaign.break_glass', campaignId, data });
  }

  private async launched(
    tx: Tx,
    id: string,
    {
      agreed,
      schedule,
      windowSeconds,
    }: {
      readonly agreed: Parameters<CampaignLaunch['launch']>[2];
      readonly schedule: PlannedSchedule | null;
      readonly windowSeconds: number;
    },
  ): Promise<{ readonly campaign: Campaign; readonly run: Run | null }> {
    if (schedule !== null) {
      const request = { ...schedule, ...agreed };
      return { campaign: (await this.scheduling.schedule(tx, id, request)).campaign, run: null };
    }
    if (windowSeconds === 0) return this.launches.launch(tx, id, agreed);
    return { ...(await this.scheduling.sendAfter(tx, id, { ...agreed, windowSeconds })), run: null };
  }

  /** Whoever made it, and whoever the trail has as having changed or submitted it. */
  private async involvedIn(tx: Tx, id: string): Promise<readonly Involved[]> {
    const { createdBy } = await this.campaigns.get(id, tx);
    const actors = await this.audit.actorsOf(tx, publicId('cmp', id), HAVING_A_HAND);
    return [
      { key: createdBy, personId: null },
      ...actors.map(({ actor, personId }) => ({ key: actor, personId })),
    ];
  }

  private async tell(tx: Tx, type: EventType, campaignId: string, { id: by }: Principal): Promise<void> {
    await this.outbox.record(tx, { type, campaignId, data: { by } });
  }
}

/** Operations of the API by which somebody becomes one of the first pair of eyes. */
const HAVING_A_HAND = [
  'campaigns.create',
  'campaigns.update',
  'campaigns.submit',
  'campaigns.schedule',
  'campaigns.send',
  'campaigns.follow_up_plan.put',
];
