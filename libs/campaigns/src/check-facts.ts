import { Injectable } from '@nestjs/common';
import { UnknownInAudienceError } from '#lib/audiences';
import { lintContent, Mentions, type MessageContent } from '#lib/content';
import { HISTORY_SCOPE, InboxHealth } from '#lib/inbox';
import type { Prisma, Tx } from '#lib/database';
import { DirectoryService } from '#lib/directory';
import { type Sender, SendersService } from '#lib/senders';
import { type Addressed, type AddresseeEstimate, Addressees } from './addressees.js';
import { AuthorLimits } from './author-limits.js';
import { idsOutside, missingFields } from './check.queries.js';
import { isPinned } from './domain/target.js';
import { missingScope } from './domain/missing-scope.js';
import type { Campaign } from './campaign.js';
import { QuestionNeeds } from './question-needs.js';
import { RepeatGuard } from './repeat-guard.js';
import type { CheckFacts } from './domain/check-issues.js';
import { UnknownChatError } from './domain/target.errors.js';

/** Without it posts are sent, and pinned nowhere. */
const PIN_SCOPE = 'pins:write';

/** What the other libs know about a campaign. */
export interface CampaignFacts {
  readonly estimate: AddresseeEstimate;
  /** The bot that would send it. */
  readonly senderId: string | null;
  readonly about: Pick<
    CheckFacts,
    | 'unresolved'
    | 'guests'
    | 'invited'
    | 'sender'
    | 'missingScope'
    | 'question'
    | 'unheardBecause'
    | 'lacksPinScope'
    | 'directoryAgeMs'
    | 'missingFields'
    | 'rampOutside'
    | 'content'
    | 'repeat'
    | 'chats'
    | 'beyondLimits'
  >;
}

/** Gathers what a check judges. */
@Injectable()
export class CheckFactsReader {
  constructor(
    private readonly addressees: Addressees,
    private readonly directory: DirectoryService,
    private readonly senders: SendersService,
    private readonly mentions: Mentions,
    private readonly repeats: RepeatGuard,
    private readonly inbox: InboxHealth,
    private readonly limits: AuthorLimits,
    private readonly questions: QuestionNeeds,
  ) {}

  /** @param by public id of who would send it; `null`: nobody asks */
  async read(tx: Tx, campaign: Campaign, by: string | null): Promise<CampaignFacts> {
    const sender = await this.senders.choose(tx, campaign.senderId);
    const addressed = { ...campaign, senderId: sender?.id ?? null };
    const unresolved = await this.unresolved(tx, addressed);
    const { issues, template } = lintContent(campaign.content);
    const bare = (template?.fieldsWithoutFallback ?? []).map(({ field }) => field);
    const people = await this.addressees.rows(tx, addressed);
    const freshness = await this.directory.freshness(tx);
    const estimate = await this.addressees.estimate(tx, addressed);
    return {
      estimate,
      senderId: addressed.senderId,
      about: {
        unresolved,
        guests: estimate.guests,
        invited: estimate.invited,
        sender,
        missingScope: sender === null ? null : missingScope(sender, campaign),
        question: await this.questions.of(tx, sender, campaign.content),
        chats: await this.chats(
          tx,
          addressed,
          (campaign.content.avatarUrl ?? sender?.avatarUrl ?? null) !== null,
        ),
        lacksPinScope:
          isPinned(addressed.target) && sender?.status === 'active' && !sender.scopes.includes(PIN_SCOPE),
        unheardBecause: await this.unheardBecause(sender, campaign.content),
        directoryAgeMs: freshness?.ageMs ?? null,
        missingFields: await missingFields(tx, people, bare),
        content: [...issues, ...(await this.mentions.issues(tx, campaign.content.template))],
        repeat: await this.repeats.find(tx, campaign, { people, toSend: estimate.toSend }),
        beyondLimits: await this.beyondLimits(tx, addressed, by),
        rampOutside: await this.outside(tx, people, campaign.ramp?.firstTo ?? []),
      },
    };
  }

  private async beyondLimits(
    tx: Tx,
    addressed: Addressed,
    by: string | null,
  ): Promise<CheckFacts['beyondLimits']> {
    if (by === null) return [];
    const problems = await this.limits.problems(tx, [by], await this.addressees.people(tx, addressed));
    return problems.map(({ code, message, facts }) => ({ code, detail: message, params: facts }));
  }

  /** What the draft names and nobody knows any more: with it, a launch is refused. */
  private async unresolved(tx: Tx, addressed: Addressed): Promise<CheckFacts['unresolved']> {
    try {
      await this.addressees.resolve(tx, addressed);
      return null;
    } catch (error) {
      if (error instanceof UnknownInAudienceError || error instanceof UnknownChatError)
        return { code: error.code, detail: error.message };
      throw error;
    }
  }

  /** A webhook may bring them however the history fares. */
  private async unheardBecause(sender: Sender | null, content: MessageContent): Promise<string | null> {
    // What a bot may do is known once its token was tried.
    if (sender?.status !== 'active' || content.acknowledgeBy === null) return null;
    const { trouble, hasWebhook } = await this.inbox.of(sender.id);
    if (hasWebhook) return null;
    return sender.scopes.includes(HISTORY_SCOPE) ? trouble : 'scope_missing';
  }

  private async chats(tx: Tx, addressed: Addressed, isMarked: boolean): Promise<CheckFacts['chats']> {
    if (addressed.target === null) return null;
    return {
      isMarked,
      blocked: await this.addressees.blocked(tx, addressed),
      untold: await this.addressees.untold(tx, addressed),
    };
  }

  private async outside(tx: Tx, people: Prisma.Sql, ids: readonly number[]): Promise<number[]> {
    if (ids.length === 0) return [];
    return (await tx.$queryRaw<{ id: number }[]>(idsOutside(people, ids))).map(({ id }) => id);
  }
}
