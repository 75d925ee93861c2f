import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { afterCommit, Database, type Tx } from '#lib/database';
import {
  type Applied,
  type InboundEvent,
  type InboundHandler,
  InboundHandlers,
  type MessageEvent,
  type Plan,
} from '#lib/inbox';
import { type Logger, LOGGER } from '#lib/observability';
import { type Message, PachcaError } from '#lib/pachca';
import { type SenderSession, SendersService } from '#lib/senders';
import { markerIn } from './domain/marker.js';
import { attributeDeleted } from './domain/own-message.js';
import { boundMessages } from './doubt.queries.js';
import { ForgottenSends } from './forgotten-sends.js';
import { markedMessages } from './marked-messages.js';
import { bindMessage, type Presence } from './outcome.queries.js';
import { OtherMessages } from './other-messages.js';
import { noteTransition } from './transition-note.js';
import {
  absentSends,
  findByMarker,
  type MarkedDelivery,
  openSends,
  type Place,
} from './own-messages.queries.js';

const NOTHING: Plan = { kind: 'nothing' };
/** A send that is under way is known in this time, or the next time is not far. */
const UNDER_WAY_MS = 1_000;

/**
 * Events about messages of our own bots: proof that a message exists, also of one that its recipient has deleted before
 * any history was read (protocol 2.4, E2 and E3).
 *
 * The event is a hint; whose message it is says its marker, which the messenger is asked for. Messages that are bound
 * already, as nearly all are, cost nothing.
 */
@Injectable()
export class OwnMessages implements InboundHandler, OnModuleInit {
  readonly name = 'own messages';
  readonly types = ['message'] as const;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly handlers: InboundHandlers,
    private readonly senders: SendersService,
    private readonly others: OtherMessages,
    private readonly forgotten: ForgottenSends,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async prepare(event: InboundEvent, session: SenderSession): Promise<Plan> {
    const { body, senderId } = event;
    if (body.type !== 'message') return NOTHING;
    const { botUserId } = await this.senders.get(senderId);
    if (body.userId !== botUserId) return NOTHING;
    const { client } = this.database;
    if ((await boundMessages(client, senderId, [body.messageId])).size > 0) return NOTHING;
    const open = await openSends(client, senderId, placeOf(body));
    // Its answer is on the way; asking about every message would cost as many requests as sending them.
    if (open.some(({ state }) => state === 'sending')) return { kind: 'later', waitMs: UNDER_WAY_MS };
    const message = await this.find(session, body.messageId);
    if (message?.userId !== botUserId || message.isForwarded) return NOTHING;
    const others = await this.others.among(senderId, placeOf(body).people, [message]);
    if (others.size > 0) return NOTHING;
    const marker = markerIn(message);
    if (marker !== null) return this.marked(event, message, marker);
    return message.deletedAt === null ? NOTHING : this.deleted(event, message, body);
  }

  private async find(session: SenderSession, messageId: number): Promise<Message | null> {
    try {
      return await session.client.getMessage(messageId);
    } catch (error) {
      if (error instanceof PachcaError && error.kind === 'not_found') return null;
      throw error;
    }
  }

  private async marked(event: InboundEvent, message: Message, marker: string): Promise<Plan> {
    const delivery = await findByMarker(this.database.client, event.senderId, marker);
    const facts = { senderId: event.senderId, messageId: message.id };
    // What waits to be sent and is there already was forgotten; what nobody here sent is noted for the doctor.
    await this.forgotten.seen(event.senderId, markedMessages([message]), evidenceOf(event));
    if (delivery === null) return says('foreign');
    if (delivery.state === 'pending' || delivery.state === 'leased')
      this.logger.error(
        { ...facts, deliveryId: String(delivery.id) },
        'a message of a delivery that waits to be sent',
      );
    return this.binding(event, message, { delivery });
  }

  /** Its marker is gone with it: only the lane can tell whose it was. */
  private async deleted(event: InboundEvent, message: Message, body: MessageEvent): Promise<Plan> {
    const { people } = placeOf(body);
    // It may have been a test: who deletes it takes its text with it.
    if (await this.others.mayBeTest(event.senderId, people, message)) return says('unattributed');
    const { client } = this.database;
    const open = await openSends(client, event.senderId, placeOf(body));
    const absent = await absentSends(client, event.senderId, placeOf(body));
    const attribution = attributeDeleted(message, open, absent);
    switch (attribution.kind) {
      case 'wait':
        return { kind: 'later', waitMs: UNDER_WAY_MS };
      case 'unclear':
        return says('unattributed');
      case 'belongs':
        return this.binding(event, message, {
          // Who is being sent to has been waited for.
          delivery: { id: attribution.deliveryId, state: 'unknown' },
          note: 'deleted by the recipient',
        });
    }
  }

  private binding(
    event: InboundEvent,
    message: Message,
    { delivery, note }: { readonly delivery: MarkedDelivery; readonly note?: string },
  ): Plan {
    const presence: Presence = {
      messageId: message.id,
      chatId: message.chatId,
      evidence: evidenceOf(event),
      createdAt: message.createdAt,
      ...(note !== undefined && { note }),
    };
    const apply = async (tx: Tx): Promise<Applied> => {
      const binding = await bindMessage(tx, delivery.id, presence);
      const change = { from: delivery.state, to: 'sent', outcome: presence.evidence } as const;
      if (binding === 'bound')
        afterCommit(tx, () => {
          noteTransition(this.logger, { deliveryId: delivery.id, ...change });
        });
      return { kind: 'applied', outcome: binding };
    };
    return { kind: 'apply', apply };
  }
}

function evidenceOf({ source }: InboundEvent): 'webhook' | 'events' {
  return source === 'webhook' ? 'webhook' : 'events';
}

/** Whose chat it may be: the vendor does not say whether a direct message names the person or the chat. */
function placeOf(body: MessageEvent): Place {
  return { chatId: body.chatId, people: body.entityType === 'user' ? [body.entityId] : [] };
}

function says(outcome: string): Plan {
  return { kind: 'apply', apply: () => Promise.resolve({ kind: 'applied', outcome }) };
}
