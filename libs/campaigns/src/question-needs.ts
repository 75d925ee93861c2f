import { Injectable } from '@nestjs/common';
import { type MessageContent, questionButton } from '#lib/content';
import type { Tx } from '#lib/database';
import { InboxHealth, type WebhookTrust } from '#lib/inbox';
import { type Sender, SendersService } from '#lib/senders';
import { QuestionNeedsWebhookError, SenderScopeMissingError } from './domain/campaign.errors.js';

/** Without it the messenger opens no form. */
const FORM_SCOPE = 'views:write';

/** How a bot stands to the question that its message lets people ask. */
export interface QuestionNeed {
  /** The scope that it lacks; `null`: none, or its rights were not read yet. */
  readonly missingScope: string | null;
  readonly webhook: WebhookTrust;
}

/**
 * What a button with a form needs of the bot that sends it. A click lets a form be opened for three seconds, and the form
 * comes back as a request that waits for its answer: both are posted, and no reading of a history can take their place.
 */
@Injectable()
export class QuestionNeeds {
  constructor(
    private readonly senders: SendersService,
    private readonly inbox: InboxHealth,
  ) {}

  /** @returns `null`: no button opens a form, or there is no bot */
  async of(tx: Tx, sender: Sender | null, content: MessageContent): Promise<QuestionNeed | null> {
    if (sender === null || questionButton(content.buttons) === null) return null;
    const isLacking = sender.status === 'active' && !sender.scopes.includes(FORM_SCOPE);
    return {
      missingScope: isLacking ? FORM_SCOPE : null,
      webhook: await this.inbox.webhook(tx, sender.id),
    };
  }

  /**
   * Refuses a button that nothing would come of.
   *
   * @param senderId `null`: the bot that a campaign without a sender of its own uses
   * @throws SenderScopeMissingError, QuestionNeedsWebhookError
   */
  async require(tx: Tx, senderId: string | null, content: MessageContent): Promise<void> {
    const need = await this.of(tx, await this.senders.choose(tx, senderId), content);
    if (need === null) return;
    if (need.missingScope !== null) throw new SenderScopeMissingError(need.missingScope);
    if (need.webhook === 'absent') throw new QuestionNeedsWebhookError();
  }
}
