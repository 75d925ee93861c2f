import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { type Applied, type InboundEvent, type InboundHandler, InboundHandlers, type Plan } from '#lib/inbox';
import { ReceiptsService } from '#lib/receipts';
import { findMarked } from './acknowledgement.queries.js';
import { refusing } from './acknowledging.js';
import { judgeQuestion } from './domain/question-form.js';
import { type NewQuestion, recordQuestion } from './question.queries.js';

/**
 * Questions: forms that were sent, each written down once, by the recipient alone, with the words that it is about.
 *
 * Whoever asks has read the message. That its marker is in the form proves which one it is: the form came from us, and is
 * kept by the messenger meanwhile.
 */
@Injectable()
export class Questions implements InboundHandler, OnModuleInit {
  readonly name = 'questions';
  readonly types = ['view'] as const;

  constructor(
    private readonly database: Database,
    private readonly handlers: InboundHandlers,
    private readonly receipts: ReceiptsService,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async prepare({ id, senderId, body, saidAt }: InboundEvent): Promise<Plan> {
    if (body.type !== 'view') return { kind: 'nothing' };
    const verdict = judgeQuestion(body);
    switch (verdict.kind) {
      case 'foreign':
        return { kind: 'nothing' };
      case 'refused':
        // The history may tell of what was refused when it was posted.
        return refusing('unusable_form');
      case 'asked': {
        const { origin, text } = verdict;
        const delivery = await findMarked(this.database.client, senderId, origin);
        if (delivery?.contentVersionId == null) return refusing('unknown_marker');
        if (body.userId !== Number(delivery.recipientId)) return refusing('not_the_recipient');
        const { id: deliveryId, contentVersionId } = delivery;
        const about = { deliveryId, contentVersionId, openedBy: origin.openedBy, eventId: id };
        return { kind: 'apply', apply: (tx) => this.ask(tx, { ...about, text, at: saidAt }) };
      }
    }
  }

  private async ask(tx: Tx, question: NewQuestion): Promise<Applied> {
    const isNew = await recordQuestion(tx, question);
    const { deliveryId, at } = question;
    await this.receipts.recordRead(tx, { deliveryId, seenAt: at, source: 'click' });
    return { kind: 'applied', outcome: isNew ? 'asked' : 'asked_before' };
  }
}
