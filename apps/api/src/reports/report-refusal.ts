import { Injectable } from '@nestjs/common';
import { CampaignsService, StateConflictError } from '#lib/campaigns';

/** What a report answers that has nothing to report on. */
@Injectable()
export class ReportRefusal {
  constructor(private readonly campaigns: CampaignsService) {}

  /** Without a run the campaign is a draft, or there is none. */
  async of(campaignId: string): Promise<never> {
    const campaign = await this.campaigns.get(campaignId);
    throw new StateConflictError('report', campaign.status);
  }
}
