import { Injectable } from '@nestjs/common';
import {
  type Audience,
  type AudienceEstimate,
  AudiencesService,
  parseAudience,
  UnknownInAudienceError,
} from '#lib/audiences';
import { lintContent, Mentions } from '#lib/content';
import type { Prisma, Tx } from '#lib/database';
import { DirectoryService } from '#lib/directory';
import { SendersService } from '#lib/senders';
import { countMissingFields, idsOutside, type MissingFieldRow } from './check.queries.js';
import { scopeForFiles } from './domain/file-scope.js';
import type { Campaign } from './campaign.js';
import { RepeatGuard } from './repeat-guard.js';
import type { CheckFacts } from './domain/check-issues.js';

/** What the other libs know about a campaign. */
export interface CampaignFacts {
  readonly estimate: AudienceEstimate;
  readonly about: Pick<
    CheckFacts,
    | 'unresolved'
    | 'guests'
    | 'invited'
    | 'sender'
    | 'missingScope'
    | 'directoryAgeMs'
    | 'missingFields'
    | 'rampOutside'
    | 'content'
    | 'repeat'
  >;
}

/** Gathers what a check judges. */
@Injectable()
export class CheckFactsReader {
  constructor(
    private readonly audiences: AudiencesService,
    private readonly directory: DirectoryService,
    private readonly senders: SendersService,
    private readonly mentions: Mentions,
    private readonly repeats: RepeatGuard,
  ) {}

  async read(tx: Tx, campaign: Campaign): Promise<CampaignFacts> {
    const options = { skipInvited: campaign.skipInvited, skipGuests: campaign.skipGuests };
    const rules = parseAudience(campaign.audience);
    const unresolved = await this.unresolved(tx, rules);
    const audience = await this.audiences.expand(tx, rules);
    const { issues, template } = lintContent(campaign.content);
    const bare = (template?.fieldsWithoutFallback ?? []).map(({ field }) => field);
    const people = this.audiences.audienceRows(audience, options);
    const sender = await this.senders.choose(tx, campaign.senderId);
    const freshness = await this.directory.freshness(tx);
    const estimate = await this.audiences.estimate(tx, audience, options);
    return {
      estimate,
      about: {
        unresolved,
        guests: estimate.guests,
        invited: estimate.invited,
        sender,
        missingScope: sender === null ? null : scopeForFiles(sender, campaign.content),
        directoryAgeMs: freshness?.ageMs ?? null,
        missingFields: await tx.$queryRaw<MissingFieldRow[]>(countMissingFields(people, bare)),
        content: [...issues, ...(await this.mentions.issues(tx, campaign.content.template))],
        repeat: await this.repeats.find(tx, campaign, { people, toSend: estimate.toSend }),
        rampOutside: await this.outside(tx, people, campaign.ramp?.firstTo ?? []),
      },
    };
  }

  /** What the draft names and nobody knows any more: with it, a launch is refused. */
  private async unresolved(tx: Tx, audience: Audience): Promise<CheckFacts['unresolved']> {
    try {
      await this.audiences.resolve(tx, audience);
      return null;
    } catch (error) {
      if (error instanceof UnknownInAudienceError) return { code: error.code, detail: error.message };
      throw error;
    }
  }

  private async outside(tx: Tx, people: Prisma.Sql, ids: readonly number[]): Promise<number[]> {
    if (ids.length === 0) return [];
    return (await tx.$queryRaw<{ id: number }[]>(idsOutside(people, ids))).map(({ id }) => id);
  }
}
