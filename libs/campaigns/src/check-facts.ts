import { Injectable } from '@nestjs/common';
import { type AudienceEstimate, AudiencesService, parseAudience } from '#lib/audiences';
import { compileTemplate } from '#lib/content';
import type { Tx } from '#lib/database';
import { DirectoryService } from '#lib/directory';
import { SendersService } from '#lib/senders';
import { countMissingFields, type MissingFieldRow } from './check.queries.js';
import type { Campaign } from './campaign.js';
import type { CheckFacts } from './domain/check-issues.js';

/** What the other libs know about a campaign. */
export interface CampaignFacts {
  readonly estimate: AudienceEstimate;
  readonly about: Pick<CheckFacts, 'sender' | 'directoryAgeMs' | 'missingFields'>;
}

/** Gathers what a check judges. */
@Injectable()
export class CheckFactsReader {
  constructor(
    private readonly audiences: AudiencesService,
    private readonly directory: DirectoryService,
    private readonly senders: SendersService,
  ) {}

  async read(tx: Tx, campaign: Campaign): Promise<CampaignFacts> {
    const options = { skipInvited: campaign.skipInvited };
    const audience = parseAudience(campaign.audience);
    const { fieldsWithoutFallback } = compileTemplate(campaign.content.template);
    const people = this.audiences.audienceRows(audience, options);
    const freshness = await this.directory.freshness(tx);
    return {
      estimate: await this.audiences.estimate(tx, audience, options),
      about: {
        sender: await this.senders.choose(tx, campaign.senderId),
        directoryAgeMs: freshness?.ageMs ?? null,
        missingFields: await tx.$queryRaw<MissingFieldRow[]>(
          countMissingFields(people, fieldsWithoutFallback),
        ),
      },
    };
  }
}
