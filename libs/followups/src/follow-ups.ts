import { Injectable } from '@nestjs/common';
import { CampaignsService } from '#lib/campaigns';
import { Database } from '#lib/database';
import { type FollowUpPosition, type FollowUpRow, followUpsOf } from './step-figures.queries.js';

/** A page of follow-ups over all runs of a campaign, by hand and by the ladder alike. */
export interface FollowUpList {
  /** Newest first. */
  readonly rows: readonly FollowUpRow[];
  /** Where the next page begins; `null`: this was the last. */
  readonly next: FollowUpPosition | null;
}

/** What was sent after the announcement of a campaign. */
@Injectable()
export class FollowUps {
  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignsService,
  ) {}

  /** @param page.limit 1 or more @throws CampaignNotFoundError */
  async list(
    campaignId: string,
    page: { readonly after: FollowUpPosition | null; readonly limit: number },
  ): Promise<FollowUpList> {
    await this.campaigns.get(campaignId);
    const found = await followUpsOf(this.database.client, campaignId, { ...page, limit: page.limit + 1 });
    const rows = found.slice(0, page.limit);
    const last = rows.at(-1);
    if (found.length <= page.limit || last === undefined) return { rows, next: null };
    return { rows, next: { createdAt: last.createdAt.toISOString(), runId: last.runId, step: last.step } };
  }
}
