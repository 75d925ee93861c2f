import { Injectable } from '@nestjs/common';
import { databaseNow, type Tx } from '#lib/database';
import { newUuid } from '#lib/kernel';
import { type Sender, SendersService } from '#lib/senders';
import { type Addressed, type AddresseeEstimate, Addressees } from './addressees.js';
import { AuthorLimits } from './author-limits.js';
import { CampaignsRepository } from './campaigns.repository.js';
import type { Campaign } from './campaign.js';
import { confirmationOf } from './confirmation-of.js';
import { type Agreement, refuseUnagreed } from './domain/agreement.js';
import { type AudienceBound, outsideOf } from './domain/audience-bound.js';
import {
  AudienceEmptyError,
  CampaignExpiredError,
  CampaignNotFoundError,
  CampaignPausedError,
  RepeatSuspectedError,
  SenderHeldError,
  SenderMissingError,
  SenderScopeMissingError,
  StateConflictError,
} from './domain/campaign.errors.js';
import type { Run } from './domain/run.js';
import { missingScope } from './domain/missing-scope.js';
import { ChatNotWritableError } from './domain/target.errors.js';
import { followUpDigest } from './follow-up-digest.queries.js';
import { QuestionNeeds } from './question-needs.js';
import { RepeatGuard } from './repeat-guard.js';
import { FrozenAudiences } from './frozen-audiences.js';
import { FourEyes, type FourEyesSubject } from './four-eyes.js';
import { insertRun, type RunRow } from './runs.queries.js';
import { RunsService, toRun } from './runs.service.js';

/** `second_person`: of what waits for it; `break_glass`: of a draft, without waiting. */
export type Approval = 'second_person' | 'break_glass';

/** What the sender vouches for. */
export interface LaunchRequest extends Agreement {
  /** Hex of SHA-256 over when it is to begin, for `confirmation`; absent or `null`: at once. */
  readonly schedule?: string | null;
  /** Somebody has agreed to so many people, or has taken it upon themselves; absent: nobody has. */
  readonly approval?: Approval;
  /** Each run goes to the people of now; absent: to whom the audience names when it begins. */
  readonly isFrozen?: boolean;
  /** Whether the same text may go to the same people again. */
  readonly confirmRepeat: boolean;
  /** Public id of who sends. */
  readonly by: string;
  /** Public id of who has asked them for their word, and whose limits hold, too; absent: nobody. */
  readonly askedBy?: string;
}

/** Keys whose limits hold for what is sent. */
export function limitedBy({ by, askedBy }: Pick<LaunchRequest, 'by' | 'askedBy'>): readonly string[] {
  return askedBy === undefined || askedBy === by ? [by] : [askedBy, by];
}

/** The campaign as it is once its run exists. */
export interface LaunchedCampaign {
  readonly campaign: Campaign;
  readonly run: Run;
}

/** A campaign that waits for its time, and the people that were agreed to. */
export interface PlannedCampaign {
  readonly campaign: Campaign;
  readonly confirmed: ConfirmedPeople;
}

/** Whom somebody agreed to when the campaign was scheduled. */
export interface ConfirmedPeople {
  readonly count: number;
  /** See `AudienceEstimate.digest`. */
  readonly digest: string;
}

/** An occurrence that is due, and within which bounds the people of now may differ from those who were agreed to. */
export interface ScheduledLaunch {
  /** No occurrence follows: the campaign is over with this run. */
  readonly isLast: boolean;
  readonly confirmed: ConfirmedPeople;
  readonly bound: AudienceBound;
  /** A second person has agreed to it. */
  readonly isApproved: boolean;
  /** The same text may have gone to the same people lately. */
  readonly mayRepeat: boolean;
  /** After this nobody gets it; the campaign's own `expiresAt` holds, too. */
  readonly expiresAt: Date | null;
  /** The local time at which each recipient is to get it, where they are; `null`: all of them at once. */
  readonly localStart: string | null;
  /** Public id of who scheduled it. */
  readonly by: string;
  /** Keys whose limits hold. */
  readonly limitedBy: readonly string[];
}

interface People {
  readonly sender: Sender;
  readonly addressed: FourEyesSubject;
  readonly estimate: AddresseeEstimate;
}

interface Confirmed extends Pick<People, 'addressed' | 'estimate'> {
  readonly isConfirmed: boolean;
}

/** Sending: a draft becomes a running campaign with one run, or nothing happens. */
@Injectable()
export class CampaignLaunch {
  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly runs: RunsService,
    private readonly addressees: Addressees,
    private readonly senders: SendersService,
    private readonly questions: QuestionNeeds,
    private readonly repeats: RepeatGuard,
    private readonly fourEyes: FourEyes,
    private readonly limits: AuthorLimits,
    private readonly frozen: FrozenAudiences,
  ) {}

  /**
   * Sends a draft: freezes its text and its audience's rule into a run that a worker prepares next.
   *
   * The change of the status comes first and takes the row: of two who send at once the second waits, then finds the
   * campaign running.
   *
   * @param tx a transaction: whatever is thrown must undo all of it
   * @throws CampaignNotFoundError, StateConflictError, CampaignPausedError, ApprovalRequiredError, CampaignExpiredError, SenderMissingError,
   *   SenderHeldError, SenderScopeMissingError, QuestionNeedsWebhookError, AudienceEmptyError, RepeatSuspectedError; UnknownInAudienceError, DirectoryEmptyError,
   *   UnknownChatError, ChatNotWritableError; what `refuseUnagreed` and `AuthorLimits.refuse` throw
   */
  async launch(tx: Tx, id: string, request: LaunchRequest): Promise<LaunchedCampaign> {
    const campaign = await this.start(tx, id, 'running', request.approval);
    const { sender, estimate } = await this.confirmed(tx, campaign, request);
    const version = { campaignId: id, content: campaign.content };
    const run = await this.insertRun(tx, campaign, {
      senderId: sender.id,
      contentVersionId: await this.campaigns.insertContentVersion(tx, version, request.by),
      confirmedCount: estimate.toSend,
      audienceDigest: estimate.digest,
      localStart: null,
      limitedBy: limitedBy(request),
    });
    return { campaign, run };
  }

  /**
   * The same checks as `launch`, now, for a campaign that begins later: what can be refused is refused while somebody
   * is there to mend it.
   *
   * @throws what `launch` throws
   */
  async plan(tx: Tx, id: string, request: LaunchRequest): Promise<PlannedCampaign> {
    const started = await this.start(tx, id, 'scheduled', request.approval);
    const campaign = request.isFrozen === true ? await this.frozen.freeze(tx, started) : started;
    const { estimate } = await this.confirmed(tx, campaign, request);
    return { campaign, confirmed: { count: estimate.toSend, digest: estimate.digest } };
  }

  /**
   * The same for a campaign that waits for its time already, and says something else by now, or is to begin otherwise. Its
   * people are frozen anew unless it has some. Ask with it locked.
   *
   * @throws what `launch` throws, but what it throws about its status
   */
  async replan(tx: Tx, changed: Campaign, request: LaunchRequest): Promise<PlannedCampaign> {
    const campaign = await this.withPeople(tx, changed, request);
    const { estimate } = await this.confirmed(tx, campaign, request);
    return { campaign, confirmed: { count: estimate.toSend, digest: estimate.digest } };
  }

  /**
   * A draft waits for a second person's word, checked as `launch` checks it.
   *
   * @throws what `launch` throws, but ApprovalRequiredError
   */
  async submit(tx: Tx, id: string, request: LaunchRequest): Promise<PlannedCampaign> {
    const campaign = await this.start(tx, id, 'awaiting_approval', undefined);
    const { estimate } = await this.confirmed(tx, campaign, { ...request, approval: 'second_person' });
    return { campaign, confirmed: { count: estimate.toSend, digest: estimate.digest } };
  }

  /**
   * The time of a scheduled campaign has come: a run as `launch` makes it. Where the people have become others than may
   * be sent to unasked, it is held, and resuming means those of now.
   *
   * @throws what `launch` throws, but what `refuseUnagreed` throws
   */
  async launchScheduled(tx: Tx, id: string, launch: ScheduledLaunch): Promise<LaunchedCampaign> {
    const to = launch.isLast ? 'running' : 'scheduled';
    const campaign = await this.campaigns.move(tx, id, ['scheduled'], to);
    if (campaign === null) throw new Error(`Campaign ${id} is not scheduled any more`);
    const people = await this.people(tx, campaign);
    const { estimate } = people;
    await this.refuseBeyondLimits(tx, people.addressed, launch.limitedBy);
    if (!launch.isApproved) await this.fourEyes.refuseAlone(tx, people.addressed, estimate.toSend);
    await this.refuseRepeat(tx, campaign, { ...people, isConfirmed: launch.mayRepeat });
    const trouble = outsideOf(launch.bound, launch.confirmed, estimate);
    const version = { campaignId: id, content: campaign.content };
    const run = await this.insertRun(
      tx,
      { ...campaign, expiresAt: earlier(campaign.expiresAt, launch.expiresAt) },
      {
        senderId: people.sender.id,
        contentVersionId: await this.campaigns.insertContentVersion(tx, version, launch.by),
        confirmedCount: trouble === null ? estimate.toSend : launch.confirmed.count,
        audienceDigest: estimate.digest,
        localStart: launch.localStart,
        limitedBy: launch.limitedBy,
      },
    );
    if (trouble === null) return { campaign, run };
    return { campaign, run: await this.runs.hold(tx, run.id, { code: 'audience_changed', reason: trouble }) };
  }

  /** The draft, on its way. @throws what `launch` throws about its status */
  private async start(
    tx: Tx,
    id: string,
    to: 'awaiting_approval' | 'running' | 'scheduled',
    approval: Approval | undefined,
  ): Promise<Campaign> {
    // Not every status that leads there: a completed campaign runs again only for those it had given up.
    const started = await this.campaigns.move(
      tx,
      id,
      [approval === 'second_person' ? 'awaiting_approval' : 'draft'],
      to,
    );
    if (started !== null) return started;
    const campaign = await this.campaigns.find(tx, id);
    if (campaign === null) throw new CampaignNotFoundError();
    const action = approval === 'second_person' ? 'approve' : ACTIONS[to];
    const run = (await this.runs.newestOf(tx, [id])).get(id);
    if (run?.status === 'paused' && run.stop !== null) throw new CampaignPausedError(run.stop);
    throw new StateConflictError(action, campaign.status);
  }

  private withPeople(tx: Tx, campaign: Campaign, { isFrozen }: LaunchRequest): Promise<Campaign> {
    if (isFrozen !== true) return this.frozen.release(tx, campaign);
    return campaign.frozenId === null ? this.frozen.freeze(tx, campaign) : Promise.resolve(campaign);
  }

  private async confirmed(tx: Tx, campaign: Campaign, request: LaunchRequest): Promise<People> {
    const people = await this.people(tx, campaign);
    const { estimate, sender } = people;
    const { schedule = null, confirmRepeat } = request;
    const followUps = await followUpDigest(tx, campaign.id);
    refuseUnagreed(request, confirmationOf(campaign, { estimate, senderId: sender.id, schedule, followUps }));
    await this.refuseBeyondLimits(tx, people.addressed, limitedBy(request));
    if (request.approval === undefined)
      await this.fourEyes.refuseAlone(tx, people.addressed, estimate.toSend);
    await this.refuseRepeat(tx, campaign, { ...people, isConfirmed: confirmRepeat });
    return people;
  }

  private async people(tx: Tx, campaign: Campaign): Promise<People> {
    await this.refuseExpired(tx, campaign);
    const sender = await this.usableSender(tx, campaign);
    // Once more: a tag that was deleted since the draft was written must not make the audience smaller in silence.
    const addressed = { ...campaign, senderId: sender.id };
    await this.addressees.resolve(tx, addressed);
    const blocked = await this.addressees.blocked(tx, addressed);
    if (blocked.length > 0) throw new ChatNotWritableError(blocked);
    const estimate = await this.addressees.estimate(tx, addressed);
    if (estimate.toSend === 0) throw new AudienceEmptyError(estimate.matched);
    return { sender, addressed, estimate };
  }

  private async refuseBeyondLimits(tx: Tx, addressed: Addressed, by: readonly string[]): Promise<void> {
    await this.limits.refuse(tx, by, await this.addressees.people(tx, addressed));
  }

  private async refuseExpired(tx: Tx, { expiresAt }: Campaign): Promise<void> {
    if (expiresAt !== null && expiresAt <= (await databaseNow(tx))) throw new CampaignExpiredError(expiresAt);
  }

  private async refuseRepeat(
    tx: Tx,
    campaign: Campaign,
    { addressed, estimate, isConfirmed }: Confirmed,
  ): Promise<void> {
    // Before anything else, the confirmed launch included: the next one must see it.
    await this.repeats.lock(tx, campaign);
    if (isConfirmed) return;
    const people = await this.addressees.rows(tx, addressed);
    const repeat = await this.repeats.find(tx, campaign, { people, toSend: estimate.toSend });
    if (repeat !== null) throw new RepeatSuspectedError(repeat);
  }

  private async usableSender(tx: Tx, campaign: Campaign): Promise<Sender> {
    const sender = await this.senders.choose(tx, campaign.senderId);
    if (sender === null) throw new SenderMissingError();
    if (sender.status === 'held') throw new SenderHeldError(sender.holdCode);
    const missing = missingScope(sender, campaign);
    if (missing !== null) throw new SenderScopeMissingError(missing.scope);
    await this.questions.require(tx, sender.id, campaign.content);
    return sender;
  }

  private async insertRun(
    tx: Tx,
    campaign: Campaign,
    frozen: Pick<Run, 'senderId' | 'contentVersionId' | 'confirmedCount'> & {
      readonly audienceDigest: string;
      readonly localStart: string | null;
      readonly limitedBy: readonly string[];
    },
  ): Promise<Run> {
    const run = { ...campaign, ...frozen, id: newUuid(), campaignId: campaign.id };
    const [row] = await tx.$queryRaw<RunRow[]>(insertRun(run));
    if (row === undefined) throw new Error('An insert gave no row');
    return toRun(row);
  }
}

const ACTIONS = { awaiting_approval: 'submit', running: 'send', scheduled: 'schedule' } as const;

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
