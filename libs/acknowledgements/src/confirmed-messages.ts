import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ACK_VALUE, type ContentButton } from '#lib/content';
import { type FinishedDelivery, type MessageFinisher, MessageFinishers } from '#lib/corrections';
import { Database } from '#lib/database';
import { ContentVersions, type OutgoingMessage } from '#lib/deliveries';
import type { MessageDraft } from '#lib/pachca';
import { type Answer, findAnswer } from './acknowledgement.queries.js';
import { acknowledgedLine } from './domain/acknowledged-line.js';
import { shownMessage } from './domain/shown-message.js';

/**
 * What a message shows once it was confirmed: the line, and no more questions. The editor asks, too: a mended typo
 * leaves both as they are; words that say something else have no answer yet, so their buttons come back.
 */
@Injectable()
export class ConfirmedMessages implements MessageFinisher, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly finishers: MessageFinishers,
    private readonly versions: ContentVersions,
  ) {}

  onModuleInit(): void {
    this.finishers.add(this);
  }

  async finish({ deliveryId, to }: FinishedDelivery, message: OutgoingMessage): Promise<MessageDraft> {
    const { draft, markedBy, contentVersionId } = message;
    if (to.kind !== 'person') return draft;
    const { content, substance } = await this.versions.get(contentVersionId);
    const answer = await findAnswer(this.database.client, deliveryId, substance);
    if (answer === null) return draft;
    const line = acknowledgedLine(wordOf(answer, content.buttons.flat()), answer.ackedAt, to.person.timeZone);
    const { content: text, buttons = [] } = draft;
    const shown = shownMessage({ content: text, buttons }, { line, keepsButtons: markedBy === 'buttons' });
    return { ...draft, ...shown };
  }
}

/** @returns `null`: the plain acknowledgement */
function wordOf({ choice }: Answer, buttons: readonly ContentButton[]): string | null {
  const chosen = buttons.find((button) => valueOf(button) === choice);
  return chosen === undefined || chosen.type === 'ack' ? null : chosen.text;
}

function valueOf(button: ContentButton): string | null {
  if (button.type === 'url') return null;
  return button.type === 'ack' ? ACK_VALUE : button.value;
}
