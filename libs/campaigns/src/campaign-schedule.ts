import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
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

  /** Is a run of it still going? */
  async hasOpenRun(tx: Tx, id: string): Promise<boolean> {
    const run = (await this.runs.newestOf(tx, [id])).get(id);
    return run !== undefined && run.status !== 'completed' && run.status !== 'cancelled';
  }

  /** When it begins next; `null`: somebody has to say. */
  async tellStart(tx: Tx, id: string, startsAt: Date | null): Promise<void> {
    await this.campaigns.setStart(tx, id, startsAt);
  }

  /** Nothing follows by itself any more: it is what its runs are, or a draft again where it never had one. */
  async end(tx: Tx, id: string): Promise<void> {
    const run = (await this.runs.newestOf(tx, [id])).get(id);
    if (run === undefined) {
      await this.campaigns.move(tx, id, ['scheduled'], 'draft');
      await this.frozen.dropUnused(tx, id);
    } else if (await this.hasOpenRun(tx, id)) await this.campaigns.move(tx, id, ['scheduled'], 'running');
    else await this.campaigns.move(tx, id, ['scheduled'], 'completed');
  }

  /**
   * Back to a draft, which can be changed and scheduled again; `running` while a run of it is still going.
   *
   * @throws CampaignNotFoundError; StateConflictError where it is not scheduled
   */
  async takeBack(tx: Tx, id: string): Promise<Campaign> {
    const to = (await this.hasOpenRun(tx, id)) ? 'running' : 'draft';
    const moved = await this.campaigns.move(tx, id, ['scheduled'], to);
    if (moved !== null) {
      await this.frozen.dropUnused(tx, id);
      return moved;
    }
    const campaign = await this.campaigns.find(tx, id);
    throw campaign === null
      ? new CampaignNotFoundError()
      : new StateConflictError('unschedule', campaign.status);
  }
}
