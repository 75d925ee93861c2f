import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { newUuid } from '#lib/kernel';
import { type Addressed, Addressees } from './addressees.js';
import type { Campaign } from './campaign.js';
import { CampaignsRepository } from './campaigns.repository.js';
import {
  deleteUnusedFrozen,
  deleteUnusedFrozenPeople,
  insertFrozen,
  insertFrozenPeople,
} from './frozen-audiences.queries.js';

/**
 * People who were confirmed, kept for all runs of a campaign that is sent again and again: whoever the audience comes to
 * name later is none of them, and nobody of them is looked for by the rules any more.
 */
@Injectable()
export class FrozenAudiences {
  constructor(
    private readonly addressees: Addressees,
    private readonly campaigns: CampaignsRepository,
  ) {}

  /**
   * Keeps the people of now. What is counted, compared and confirmed afterwards is what is kept.
   *
   * @returns the campaign, whose people they are from here on
   * @throws what `Addressees.resolve` throws
   */
  async freeze(tx: Tx, campaign: Campaign): Promise<Campaign> {
    const now: Addressed & Campaign = { ...campaign, frozenId: null };
    await this.addressees.resolve(tx, now);
    const frozenId = newUuid();
    await tx.$executeRaw(insertFrozen(frozenId, campaign.id));
    await tx.$executeRaw(insertFrozenPeople(frozenId, await this.addressees.rows(tx, now)));
    await this.campaigns.setFrozen(tx, campaign.id, frozenId);
    await this.dropUnused(tx, campaign.id);
    return { ...campaign, frozenId };
  }

  /** Its runs go to whom its audience names from here on, or there will be none. */
  async release(tx: Tx, campaign: Campaign): Promise<Campaign> {
    await this.campaigns.setFrozen(tx, campaign.id, null);
    await this.dropUnused(tx, campaign.id);
    return { ...campaign, frozenId: null };
  }

  /** Deletes what neither the campaign nor any of its runs goes by, and the people whom none of them needs any more. */
  private async dropUnused(tx: Tx, campaignId: string): Promise<void> {
    await tx.$executeRaw(deleteUnusedFrozen(campaignId));
    await tx.$executeRaw(deleteUnusedFrozenPeople(campaignId));
  }
}
