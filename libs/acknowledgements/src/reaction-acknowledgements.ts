import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ACK_VALUE, isReactionAsked } from '#lib/content';
import { Database } from '#lib/database';
import { ContentVersions } from '#lib/deliveries';
import { type InboundEvent, type InboundHandler, InboundHandlers, type Plan } from '#lib/inbox';
import { acknowledge, UNTIL_BOUND } from './acknowledging.js';
import { findReacted, isOneInDoubt } from './reaction.queries.js';

const NOTHING: Plan = { kind: 'nothing' };

/**
 * Reactions that a text asks for: the plain acknowledgement, by the recipient, on their own message.
 *
 * As with clicks, the first that counts is kept for each substance. A reaction that is taken away again takes nothing
 * back: whoever has confirmed has. That it is a read, too, is written by who writes down all reactions.
 */
@Injectable()
export class ReactionAcknowledgements implements InboundHandler, OnModuleInit {
  readonly name = 'reaction acknowledgements';
  readonly types = ['reaction'] as const;

  constructor(
    private readonly database: Database,
    private readonly handlers: InboundHandlers,
    private readonly versions: ContentVersions,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async prepare({ id: eventId, body, senderId }: InboundEvent): Promise<Plan> {
    if (body.type !== 'reaction' || body.event !== 'new') return NOTHING;
    const { messageId, userId: personId } = body;
    const at = new Date(body.createdAt);
    const delivery = await findReacted(this.database.client, { senderId, messageId, personId, putAt: at });
    if (delivery === null)
      return (await isOneInDoubt(this.database.client, { senderId, personId })) ? UNTIL_BOUND : NOTHING;
    const { id: deliveryId, substance, contentVersionId } = delivery;
    const { content } = await this.versions.get(contentVersionId);
    if (!isReactionAsked(content.acknowledgeBy, body)) return NOTHING;
    const what = { choice: ACK_VALUE, source: 'reaction' } as const;
    const ack = { ...what, deliveryId, substance, contentVersionId, eventId, at };
    return { kind: 'apply', apply: (tx) => acknowledge(tx, ack) };
  }
}
