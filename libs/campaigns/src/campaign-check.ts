import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database, databaseNow, type Tx } from '#lib/database';
import { CampaignsRepository } from './campaigns.repository.js';
import { CheckFactsReader } from './check-facts.js';
import type { Campaign } from './campaign.js';
import type { CampaignCheckResult } from './domain/campaign-check.js';
import { CampaignNotFoundError } from './domain/campaign.errors.js';
import { checkIssues } from './domain/check-issues.js';
import { estimateDuration } from './domain/duration-estimate.js';

/** A dry run: what sending a campaign now would mean. Changes nothing. */
@Injectable()
export class CampaignCheck {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly campaigns: CampaignsRepository,
    private readonly facts: CheckFactsReader,
  ) {}

  /** All figures come from one snapshot. @throws CampaignNotFoundError */
  check(id: string): Promise<CampaignCheckResult> {
    return this.database.snapshot(async (tx) => {
      const campaign = await this.campaigns.find(tx, id);
      if (campaign === null) throw new CampaignNotFoundError();
      return this.checkNow(tx, campaign);
    });
  }

  private async checkNow(tx: Tx, campaign: Campaign): Promise<CampaignCheckResult> {
    const { estimate, about } = await this.facts.read(tx, campaign);
    const { matched, toSend, skipped, timeZones } = estimate;
    const { ratePerSecond, durationSeconds } = estimateDuration(toSend, this.config.limits.send);
    const durationMs = durationSeconds * 1_000;
    const now = (await databaseNow(tx)).getTime();
    const expiresInMs = campaign.expiresAt === null ? null : campaign.expiresAt.getTime() - now;
    const issues = checkIssues({ ...about, matched, toSend, expiresInMs, durationMs });
    return {
      isOk: issues.every(({ level }) => level !== 'error'),
      recipients: { matched, toSend, skipped },
      timeZoneCount: timeZones,
      estimate: { durationSeconds, ratePerSecond, finishAt: new Date(now + durationMs) },
      issues,
    };
  }
}
