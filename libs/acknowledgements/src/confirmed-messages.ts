import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ContentButton, QUESTION_VALUE, valueOf } from '#lib/content';
import { type FinishedDelivery, type MessageFinisher, MessageFinishers } from '#lib/corrections';
import { Database } from '#lib/database';
import { ContentVersions, type OutgoingMessage, readButtonData } from '#lib/deliveries';
import type { Button, MessageDraft } from '#lib/pachca';
import { type Answer, findAnswer } from './acknowledgement.queries.js';
import { acknowledgedLine } from './domain/acknowledged-line.js';
import { shownMessage } from './domain/shown-message.js';

/**
 * What a message shows once it was confirmed: the line, and no button any more that answers. The editor asks, too: a mended typo
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
    const keepsButtons = markedBy === 'buttons';
    const shown = shownMessage({ content: text, buttons }, { line, keepsButtons, isAnswer });
    return { ...draft, ...shown };
  }
}

function isAnswer({ data }: Button): boolean {
  return data !== undefined && readButtonData(data)?.choice !== QUESTION_VALUE;
}

/** @returns `null`: the plain acknowledgement */
function wordOf({ choice }: Answer, buttons: readonly ContentButton[]): string | null {
  const chosen = buttons.find((button) => button.type !== 'url' && valueOf(button) === choice);
  return chosen === undefined || chosen.type === 'ack' ? null : chosen.text;
}
