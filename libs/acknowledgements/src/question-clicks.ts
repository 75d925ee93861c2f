import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { QUESTION_VALUE, questionButton } from '#lib/content';
import { Database, type Tx } from '#lib/database';
import { type ButtonData, ContentVersions, readButtonData } from '#lib/deliveries';
import { type Applied, type InboundEvent, type InboundHandler, InboundHandlers, type Plan } from '#lib/inbox';
import { systemClock } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { ReceiptsService } from '#lib/receipts';
import type { SenderSession } from '#lib/senders';
import { findMarked, type MarkedDelivery } from './acknowledgement.queries.js';
import { clickedOf, refusing, UNTIL_BOUND } from './acknowledging.js';
import { triggerLeftMs } from './domain/form-trigger.js';
import { type ClickedDelivery, judgeClick } from './domain/judge-click.js';
import { questionForm } from './domain/question-form.js';

/** What became of the form; kept as the outcome of the click. */
type Opening = 'form_opened' | 'form_too_late' | 'form_not_opened';

/**
 * Clicks on the button of a question: a form opens before the recipient, who has read the message by then.
 *
 * The click's trigger is good for three seconds and once, so a form is asked for at once or not at all, and never a
 * second time: whoever was too late clicks again. The messenger tells them, we do not.
 */
@Injectable()
export class QuestionClicks implements InboundHandler, OnModuleInit {
  readonly name = 'question clicks';
  readonly types = ['button'] as const;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly handlers: InboundHandlers,
    private readonly versions: ContentVersions,
    private readonly receipts: ReceiptsService,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async prepare(event: InboundEvent, session: SenderSession): Promise<Plan> {
    if (event.body.type !== 'button') return { kind: 'nothing' };
    const data = readButtonData(event.body.data);
    if (data?.choice !== QUESTION_VALUE) return { kind: 'nothing' };
    const delivery = await findMarked(this.database.client, event.senderId, data);
    const asked = await this.askedOf(delivery);
    const verdict = judgeClick({ ...event.body, choice: data.choice }, asked);
    if (verdict.kind === 'refused') return refusing(verdict.reason);
    // Its own recipient has it before them: where its message is need not be known for that.
    const opening = await this.open(event, session, { data, form: asked?.form ?? { template: '' } });
    if (verdict.kind === 'wait' || delivery === null) return UNTIL_BOUND;
    return { kind: 'apply', apply: (tx) => this.read(tx, delivery.id, { at: event.saidAt, opening }) };
  }

  private async askedOf(delivery: MarkedDelivery | null): Promise<Asked | null> {
    if (delivery === null) return null;
    const { contentVersionId } = delivery;
    const version = contentVersionId === null ? null : await this.versions.get(contentVersionId);
    const button = questionButton(version?.content.buttons ?? []);
    return {
      ...clickedOf(delivery, button === null ? [] : [QUESTION_VALUE]),
      form: { template: version?.content.template ?? '', prompt: button?.prompt },
    };
  }

  private async open(
    event: InboundEvent,
    session: SenderSession,
    { data, form }: { readonly data: ButtonData; readonly form: Asked['form'] },
  ): Promise<Opening> {
    if (event.body.type !== 'button') return 'form_not_opened';
    const leftMs = triggerLeftMs(event);
    if (leftMs <= 0) return 'form_too_late';
    const { triggerId } = event.body;
    const { marker, substance } = data;
    const latestStartMs = systemClock.monotonicMs() + leftMs;
    try {
      const modal = questionForm({ marker, substance, openedBy: event.id }, form);
      const opened = await session.client.openForm({ ...modal, triggerId }, latestStartMs);
      return opened === 'opened' ? 'form_opened' : 'form_too_late';
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      const { kind, status, codes } = error;
      this.logger.warn({ eventId: String(event.id), kind, status, codes }, 'a form could not be opened');
      return 'form_not_opened';
    }
  }

  private async read(
    tx: Tx,
    deliveryId: bigint,
    { at, opening }: { readonly at: Date; readonly opening: Opening },
  ): Promise<Applied> {
    await this.receipts.recordRead(tx, { deliveryId, seenAt: at, source: 'click' });
    return { kind: 'applied', outcome: opening };
  }
}

interface Asked extends ClickedDelivery {
  /** What the form is made of. */
  readonly form: Parameters<typeof questionForm>[1];
}
