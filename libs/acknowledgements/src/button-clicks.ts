import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ContentButtonRows, QUESTION_VALUE, valueOf } from '#lib/content';
import { Database, type Tx } from '#lib/database';
import { ContentVersions, readButtonData } from '#lib/deliveries';
import { type Applied, type InboundEvent, type InboundHandler, InboundHandlers, type Plan } from '#lib/inbox';
import { ReceiptsService } from '#lib/receipts';
import { findMarked, type MarkedDelivery, type NewAcknowledgement } from './acknowledgement.queries.js';
import { acknowledge, clickedOf, refusing, UNTIL_BOUND } from './acknowledging.js';
import { type ClickedDelivery, judgeClick } from './domain/judge-click.js';

/**
 * Clicks on buttons of ours: a deliberate «I have read this», or an answer.
 *
 * The first that counts is kept for each substance of the text, with the version that it is about, and proves the reading; the same
 * transaction settles the event, so a repeat changes nothing.
 */
@Injectable()
export class ButtonClicks implements InboundHandler, OnModuleInit {
  readonly name = 'button clicks';
  readonly types = ['button'] as const;

  constructor(
    private readonly database: Database,
    private readonly handlers: InboundHandlers,
    private readonly versions: ContentVersions,
    private readonly receipts: ReceiptsService,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async prepare(event: InboundEvent): Promise<Plan> {
    if (event.body.type !== 'button') return { kind: 'nothing' };
    const data = readButtonData(event.body.data);
    // A button of somebody else's making, or one that answers nothing.
    if (data === null || data.choice === QUESTION_VALUE) return { kind: 'nothing' };
    const delivery = await findMarked(this.database.client, event.senderId, data);
    const contentVersionId = delivery?.contentVersionId ?? null;
    const verdict = judgeClick({ ...event.body, choice: data.choice }, await this.clicked(delivery));
    switch (verdict.kind) {
      case 'wait':
        return UNTIL_BOUND;
      case 'refused':
        return refusing(verdict.reason);
      case 'counts':
        if (delivery === null || contentVersionId === null) throw new Error('a sent delivery says nothing');
        return this.acknowledging({
          deliveryId: delivery.id,
          choice: data.choice,
          source: 'click',
          substance: data.substance,
          contentVersionId,
          eventId: event.id,
          at: event.saidAt,
        });
    }
  }

  private async clicked(delivery: MarkedDelivery | null): Promise<ClickedDelivery | null> {
    if (delivery === null) return null;
    const { contentVersionId } = delivery;
    const buttons =
      contentVersionId === null ? [] : (await this.versions.get(contentVersionId)).content.buttons;
    return clickedOf(delivery, choicesOf(buttons));
  }

  private acknowledging(ack: NewAcknowledgement): Plan {
    const apply = async (tx: Tx): Promise<Applied> => {
      const applied = await acknowledge(tx, ack);
      await this.receipts.recordRead(tx, { deliveryId: ack.deliveryId, seenAt: ack.at, source: 'click' });
      return applied;
    };
    return { kind: 'apply', apply };
  }
}

function choicesOf(buttons: ContentButtonRows): string[] {
  return buttons.flat().flatMap((button) => (button.type === 'url' ? [] : [valueOf(button)]));
}
