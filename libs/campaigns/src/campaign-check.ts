import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database, databaseNow, type Tx } from '#lib/database';
import { type Addressed, Addressees } from './addressees.js';
import { CampaignsRepository } from './campaigns.repository.js';
import { CheckFactsReader } from './check-facts.js';
import type { Campaign } from './campaign.js';
import { confirmationOf } from './confirmation-of.js';
import { isSameToRecipients } from './changed-campaign.js';
import type { CampaignCheckResult } from './domain/campaign-check.js';
import { CampaignNotFoundError } from './domain/campaign.errors.js';
import { checkIssues } from './domain/check-issues.js';
import { estimateDuration } from './domain/duration-estimate.js';
import { DraftRules } from './draft-rules.js';
import { followUpDigest } from './follow-up-digest.queries.js';

/** A dry run: what sending a campaign now would mean. Changes nothing of it. */
@Injectable()
export class CampaignCheck {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly campaigns: CampaignsRepository,
    private readonly rules: DraftRules,
    private readonly facts: CheckFactsReader,
    private readonly addressees: Addressees,
  ) {}

  /**
   * All figures come from one snapshot.
   *
   * @param schedule hex of SHA-256 over when it is to begin; `null`: at once
   * @param by public id of who would send it: what is beyond their limits is told
   * @param as what it would be, from what it is; absent: as it is
   * @throws CampaignNotFoundError; of what it would be, what changing it throws
   */
  async check(
    id: string,
    schedule: string | null = null,
    by: string | null = null,
    as?: (campaign: Campaign) => Campaign,
  ): Promise<CampaignCheckResult> {
    const { result, addressed } = await this.database.bulkTransaction(async (tx) => {
      const found = await this.campaigns.find(tx, id);
      if (found === null) throw new CampaignNotFoundError();
      const campaign = as === undefined ? found : await this.changed(tx, found, as(found));
      return this.checkNow(tx, campaign, { schedule, by });
    }, 'RepeatableRead');
    // Something may have been mended in the messenger: the next check is to see it.
    await this.addressees.ask(this.database.client, addressed);
    return result;
  }

  private async changed(tx: Tx, found: Campaign, asked: Campaign): Promise<Campaign> {
    if (isSameToRecipients(found, asked)) return asked;
    return { ...asked, ...(await this.rules.checked(tx, asked, found)) };
  }

  private async checkNow(
    tx: Tx,
    campaign: Campaign,
    { schedule, by }: { readonly schedule: string | null; readonly by: string | null },
  ): Promise<{
    readonly result: CampaignCheckResult;
    readonly addressed: Pick<Addressed, 'target' | 'senderId'>;
  }> {
    const { estimate, senderId, about } = await this.facts.read(tx, campaign, by);
    const { matched, toSend, skipped, timeZones } = estimate;
    const { ratePerSecond, durationSeconds } = estimateDuration(toSend, this.config.limits.send);
    const durationMs = durationSeconds * 1_000;
    const followUps = await followUpDigest(tx, campaign.id);
    const now = (await databaseNow(tx)).getTime();
    const fromNow = (at: Date | undefined): number | null => (at === undefined ? null : at.getTime() - now);
    const expiresInMs = fromNow(campaign.expiresAt ?? undefined);
    const openForMs = fromNow(campaign.lateJoiners?.openUntil);
    const issues = checkIssues({ ...about, matched, toSend, expiresInMs, openForMs, durationMs });
    const result = {
      isOk: issues.every(({ level }) => level !== 'error'),
      recipients: { matched, toSend, skipped },
      timeZoneCount: timeZones,
      estimate: { durationSeconds, ratePerSecond, finishAt: new Date(now + durationMs) },
      issues,
      confirmation: confirmationOf(campaign, { estimate, senderId, schedule, followUps }),
    };
    return { result, addressed: { target: campaign.target, senderId } };
  }
}
