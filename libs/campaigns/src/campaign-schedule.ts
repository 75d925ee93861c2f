import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { SendersService } from '#lib/senders';
import { Addressees } from './addressees.js';
import { CampaignsRepository } from './campaigns.repository.js';
import type { Campaign } from './campaign.js';
import { CampaignNotFoundError, StateConflictError } from './domain/campaign.errors.js';
import { FrozenAudiences } from './frozen-audiences.js';
import { RunsService } from './runs.service.js';

/** What a schedule does to its campaign, beside launching it: the campaign's side of waiting. */
@Injectable()
export class CampaignSchedule {
  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly runs: RunsService,
    private readonly frozen: FrozenAudiences,
    private readonly addressees: Addressees,
    private readonly senders: SendersService,
  ) {}

  /** The campaign while it waits; `null`: it was cancelled, taken back or is gone. Nobody else changes it meanwhile. */
  async lockScheduled(tx: Tx, id: string): Promise<Campaign | null> {
    const campaign = await this.campaigns.lock(tx, id);
    return campaign?.status === 'scheduled' ? campaign : null;
  }

  /**
   * It waits for a second person's word, and until the transaction ends nobody takes the question back or puts another.
   *
   * @throws CampaignNotFoundError, StateConflictError
   */
  async lockAwaiting(tx: Tx, id: string): Promise<void> {
    const campaign = await this.campaigns.lock(tx, id);
    if (campaign === null) throw new CampaignNotFoundError();
    if (campaign.status !== 'awaiting_approval') throw new StateConflictError('approve', campaign.status);
  }

  /** What waits for a second person's word is a draft again. @throws CampaignNotFoundError, StateConflictError */
  async decline(tx: Tx, id: string): Promise<Campaign> {
    const moved = await this.campaigns.move(tx, id, ['awaiting_approval'], 'draft');
    if (moved !== null) return moved;
    const campaign = await this.campaigns.find(tx, id);
    throw campaign === null ? new CampaignNotFoundError() : new StateConflictError('reject', campaign.status);
  }

  /** Is a run of it still going? Until then there can be no other (`run_open_uq`), even if it only waits for one person's return. */
  async hasOpenRun(tx: Tx, id: string): Promise<boolean> {
    const run = (await this.runs.newestOf(tx, [id])).get(id);
    return run !== undefined && run.status !== 'completed' && run.status !== 'cancelled';
  }

  /**
   * It could not begin because of where it goes. What only the messenger knows of that is asked of the bot that it has by
   * now, which may be another one than at the check; the next try has the answer.
   */
  async lookAgain(tx: Tx, id: string): Promise<void> {
    const campaign = await this.campaigns.find(tx, id);
    if (campaign === null) return;
    const sender = await this.senders.choose(tx, campaign.senderId);
    await this.addressees.ask(tx, { target: campaign.target, senderId: sender?.id ?? null });
  }

  /** It was cancelled while it waited: whoever was confirmed for its next runs is not kept. */
  async dropPeople(tx: Tx, id: string): Promise<void> {
    const campaign = await this.campaigns.lock(tx, id);
    if (campaign !== null) await this.frozen.release(tx, campaign);
  }

  /** When it begins next; `null`: somebody has to say. */
  async tellStart(tx: Tx, id: string, startsAt: Date | null): Promise<void> {
    await this.campaigns.setStart(tx, id, startsAt);
  }

  /** Nothing follows by itself any more: it is what its runs are, or a draft again where it never had one. */
  async end(tx: Tx, id: string): Promise<void> {
    const hasRun = (await this.runs.newestOf(tx, [id])).has(id);
    const over = hasRun ? 'completed' : 'draft';
    const to = (await this.hasOpenRun(tx, id)) ? 'running' : over;
    const moved = await this.campaigns.move(tx, id, ['scheduled'], to);
    if (moved !== null) await this.frozen.release(tx, moved);
  }

  /**
   * Back to a draft, which can be changed and scheduled again; `running` while a run of it is still going.
   *
   * @throws CampaignNotFoundError; StateConflictError where it is not scheduled
   */
  async takeBack(tx: Tx, id: string): Promise<Campaign> {
    const to = (await this.hasOpenRun(tx, id)) ? 'running' : 'draft';
    const moved = await this.campaigns.move(tx, id, ['scheduled'], to);
    if (moved !== null) return this.frozen.release(tx, moved);
    const campaign = await this.campaigns.find(tx, id);
    throw campaign === null
      ? new CampaignNotFoundError()
      : new StateConflictError('unschedule', campaign.status);
  }
}
