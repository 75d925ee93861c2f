import { Injectable } from '@nestjs/common';
import { parseAudience } from '#lib/audiences';
import { compileTemplate, contentProblems, Mentions } from '#lib/content';
import { databaseNow, type Tx } from '#lib/database';
import { Files } from '#lib/files';
import type { ErrorDetail } from '#lib/kernel';
import { SendersService } from '#lib/senders';
import { Addressees } from './addressees.js';
import type { Campaign, CampaignValues } from './campaign.js';
import { changedCampaign } from './changed-campaign.js';
import type { AudienceJson } from './domain/campaign-settings.js';
import { CampaignInvalidError } from './domain/campaign.errors.js';
import type { Target } from './domain/target.js';
import { chatContentProblems, chatSettingProblems } from './target-problems.js';

/** What must hold of a draft before it is written: it can be understood, and everything that it names exists. */
@Injectable()
export class DraftRules {
  constructor(
    private readonly addressees: Addressees,
    private readonly senders: SendersService,
    private readonly mentions: Mentions,
    private readonly files: Files,
  ) {}

  /**
   * The values as they are to be stored.
   *
   * @param before the campaign that they replace; `null` for a new one
   * @throws TemplateError, InvalidAudienceError, UnknownInAudienceError, DirectoryEmptyError, UnknownChatError,
   *   CampaignInvalidError
   */
  async checked(tx: Tx, values: CampaignValues, before: Campaign | null): Promise<CampaignValues> {
    const compiled = compileTemplate(values.content.template);
    const audience = values.target === null ? parseAudience(values.audience) : {};
    const frozenId = before === null ? null : changedCampaign(before, values).frozenId;
    await this.addressees.resolve(tx, { ...values, frozenId });
    const problems = [
      ...chatContentProblems(values.target, values.content, compiled),
      ...chatSettingProblems(values.target, values),
      ...contentProblems(values.content),
      ...(await this.files.problems(tx, values.content.files)),
      ...(await this.senderProblems(tx, values.senderId)),
      ...(await this.expiryProblems(tx, values.expiresAt, before?.expiresAt ?? null)),
      ...(await this.pinProblems(tx, values.target, before?.target ?? null)),
      ...(await this.joiningProblems(tx, values, before)),
    ];
    if (problems.length > 0) throw new CampaignInvalidError(problems);
    // By id from here on: a colleague's name may change, and another may come to have it.
    const template = await this.mentions.resolved(tx, values.content.template);
    const content = { ...values.content, template };
    return { ...values, content, audience: audience as unknown as AudienceJson };
  }

  /** What only the messenger knows of the draft is found out in a moment, for the check that follows. */
  async ask(tx: Tx, { target, senderId }: Pick<CampaignValues, 'target' | 'senderId'>): Promise<void> {
    if (target === null) return;
    const sender = await this.senders.choose(tx, senderId);
    await this.addressees.ask(tx, { target, senderId: sender?.id ?? null });
  }

  private async senderProblems(tx: Tx, id: string | null): Promise<ErrorDetail[]> {
    if (id === null || (await this.senders.choose(tx, id)) !== null) return [];
    const detail = 'There is no such sender. GET /v1/senders lists them.';
    return [{ pointer: '#/sender_id', code: 'unknown_sender', detail }];
  }

  /** A time that has passed since it was written is left alone: other changes of the draft must stay possible. */
  private async expiryProblems(tx: Tx, expiresAt: Date | null, before: Date | null): Promise<ErrorDetail[]> {
    if (expiresAt === null || expiresAt.getTime() === before?.getTime()) return [];
    if (expiresAt > (await databaseNow(tx))) return [];
    return [{ pointer: '#/expires_at', code: 'in_the_past', detail: 'expires_at must lie in the future.' }];
  }

  private async pinProblems(tx: Tx, target: Target, before: Target): Promise<ErrorDetail[]> {
    const until = pinOf(target);
    if (until === undefined || until === pinOf(before)) return [];
    if (new Date(until) > (await databaseNow(tx))) return [];
    const detail = 'pin_until must lie in the future.';
    return [{ pointer: '#/target/pin_until', code: 'in_the_past', detail }];
  }

  private async joiningProblems(
    tx: Tx,
    { lateJoiners, expiresAt }: CampaignValues,
    before: CampaignValues | null,
  ): Promise<ErrorDetail[]> {
    if (lateJoiners === null) return [];
    const { openUntil } = lateJoiners;
    const pointer = '#/delivery/late_joiners/open_until';
    if (expiresAt !== null && openUntil > expiresAt) {
      const detail = 'expires_at passes before it: whoever joins after that would not get the message.';
      return [{ pointer, code: 'join_after_expiry', detail }];
    }
    if (openUntil.getTime() === before?.lateJoiners?.openUntil.getTime()) return [];
    if (openUntil > (await databaseNow(tx))) return [];
    return [{ pointer, code: 'in_the_past', detail: 'open_until must lie in the future.' }];
  }
}

const pinOf = (target: Target): string | undefined => (target?.type === 'chat' ? target.pinUntil : undefined);
