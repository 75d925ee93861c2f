import { Injectable } from '@nestjs/common';
import {
  type AudienceEstimate,
  AudiencesService,
  type ExpandedAudience,
  parseAudience,
} from '#lib/audiences';
import type { Tx } from '#lib/database';
import { newUuid } from '#lib/kernel';
import { type Sender, SendersService } from '#lib/senders';
import { CampaignsRepository } from './campaigns.repository.js';
import type { Campaign } from './campaign.js';
import {
  AudienceChangedError,
  AudienceEmptyError,
  CampaignExpiredError,
  CampaignNotFoundError,
  CampaignPausedError,
  RepeatSuspectedError,
  SenderHeldError,
  SenderMissingError,
  StateConflictError,
} from './domain/campaign.errors.js';
import type { Run } from './domain/run.js';
import { RepeatGuard } from './repeat-guard.js';
import { insertRun, type RunRow } from './runs.queries.js';
import { RunsService, toRun } from './runs.service.js';

/** What the sender vouches for. */
export interface LaunchRequest {
  /** How many people the sender means to reach: what a check has told them. */
  readonly expectedRecipients: number;
  /** Whether the same text may go to the same people again. */
  readonly confirmRepeat: boolean;
  /** Public id of who sends. */
  readonly by: string;
}

/** The campaign as it is once its run exists. */
export interface LaunchedCampaign {
  readonly campaign: Campaign;
  readonly run: Run;
}

interface Confirmed {
  readonly audience: ExpandedAudience;
  readonly estimate: AudienceEstimate;
  readonly isConfirmed: boolean;
}

/** Sending: a draft becomes a running campaign with one run, or nothing happens. */
@Injectable()
export class CampaignLaunch {
  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly runs: RunsService,
    private readonly audiences: AudiencesService,
    private readonly senders: SendersService,
    private readonly repeats: RepeatGuard,
  ) {}

  /**
   * Sends a draft: freezes its text and its audience's rule into a run that a worker prepares next.
   *
   * The change of the status comes first and takes the row: of two who send at once the second waits, then finds the
   * campaign running.
   *
   * @param tx a transaction: whatever is thrown must undo all of it
   * @throws CampaignNotFoundError, StateConflictError, CampaignPausedError, CampaignExpiredError, SenderMissingError,
   *   SenderHeldError, AudienceEmptyError, AudienceChangedError, RepeatSuspectedError; UnknownInAudienceError, DirectoryEmptyError
   */
  async launch(tx: Tx, id: string, request: LaunchRequest): Promise<LaunchedCampaign> {
    const campaign = await this.start(tx, id);
    await this.refuseExpired(tx, campaign);
    const sender = await this.usableSender(tx, campaign);
    // Once more: a tag that was deleted since the draft was written must not make the audience smaller in silence.
    const audience = await this.audiences.resolve(tx, parseAudience(campaign.audience));
    const { skipInvited, skipGuests } = campaign;
    const estimate = await this.audiences.estimate(tx, audience, { skipInvited, skipGuests });
    if (estimate.toSend === 0) throw new AudienceEmptyError(estimate.matched);
    if (estimate.toSend !== request.expectedRecipients) {
      throw new AudienceChangedError(request.expectedRecipients, estimate.toSend);
    }
    await this.refuseRepeat(tx, campaign, { audience, estimate, isConfirmed: request.confirmRepeat });
    const version = { campaignId: id, content: campaign.content };
    const run = await this.insertRun(tx, campaign, {
      senderId: sender.id,
      contentVersionId: await this.campaigns.insertContentVersion(tx, version, request.by),
      confirmedCount: estimate.toSend,
      audienceDigest: estimate.digest,
    });
    return { campaign, run };
  }

  private async start(tx: Tx, id: string): Promise<Campaign> {
    // Not every status that leads there: a completed campaign runs again only for those it had given up.
    const started = await this.campaigns.move(tx, id, ['draft'], 'running');
    if (started !== null) return started;
    const campaign = await this.campaigns.find(tx, id);
    if (campaign === null) throw new CampaignNotFoundError();
    const run = await this.runs.currentRun(tx, id);
    if (run.status === 'paused' && run.stop !== null) throw new CampaignPausedError(run.stop);
    throw new StateConflictError('send', campaign.status);
  }

  private async refuseExpired(tx: Tx, { expiresAt }: Campaign): Promise<void> {
    if (expiresAt !== null && expiresAt <= (await this.campaigns.now(tx)))
      throw new CampaignExpiredError(expiresAt);
  }

  private async refuseRepeat(
    tx: Tx,
    campaign: Campaign,
    { audience, estimate, isConfirmed }: Confirmed,
  ): Promise<void> {
    // Before anything else, the confirmed launch included: the next one must see it.
    await this.repeats.lock(tx, campaign);
    if (isConfirmed) return;
    const { skipInvited, skipGuests } = campaign;
    const people = this.audiences.audienceRows(audience, { skipInvited, skipGuests });
    const repeat = await this.repeats.find(tx, campaign, { people, toSend: estimate.toSend });
    if (repeat !== null) throw new RepeatSuspectedError(repeat);
  }

  private async usableSender(tx: Tx, { senderId }: Campaign): Promise<Sender> {
    const sender = await this.senders.choose(tx, senderId);
    if (sender === null) throw new SenderMissingError();
    if (sender.status === 'held') throw new SenderHeldError(sender.holdCode);
    return sender;
  }

  private async insertRun(
    tx: Tx,
    { id, audience, skipInvited, skipGuests, onUnproven, priority, ramp, expiresAt }: Campaign,
    frozen: Pick<Run, 'senderId' | 'contentVersionId' | 'confirmedCount'> & {
      readonly audienceDigest: string;
    },
  ): Promise<Run> {
    const run = {
      id: newUuid(),
      campaignId: id,
      audience,
      skipInvited,
      skipGuests,
      onUnproven,
      priority,
      ramp,
      expiresAt,
      ...frozen,
    };
    const [row] = await tx.$queryRaw<RunRow[]>(insertRun(run));
    if (row === undefined) throw new Error('An insert gave no row');
    return toRun(row);
  }
}
