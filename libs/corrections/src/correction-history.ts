import { Injectable } from '@nestjs/common';
import { CampaignsService } from '#lib/campaigns';
import { Database } from '#lib/database';
import {
  type CorrectionEntry,
  type CorrectionPosition,
  findCorrections,
} from './correction-history.queries.js';

/** One page of what was done to a campaign's messages. */
export interface CorrectionList {
  readonly rows: readonly CorrectionEntry[];
  /** Where the next page begins; `null` on the last one. */
  readonly next: CorrectionPosition | null;
}

/** Who asked for which correction of a campaign, why, and how far each is. */
@Injectable()
export class CorrectionHistory {
  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignsService,
  ) {}

  /**
   * The newest first, of all its runs.
   *
   * @param page.limit 1 or more
   * @throws CampaignNotFoundError
   */
  async list(
    campaignId: string,
    page: { readonly limit: number; readonly after: CorrectionPosition | null },
  ): Promise<CorrectionList> {
    await this.campaigns.get(campaignId);
    const found = await findCorrections(this.database.client, { campaignId, ...page });
    const rows = found.slice(0, page.limit);
    const last = rows.at(-1);
    const isMore = found.length > page.limit && last !== undefined;
    return { rows, next: isMore ? { at: last.requestedAt.toISOString(), id: last.operationId } : null };
  }
}
