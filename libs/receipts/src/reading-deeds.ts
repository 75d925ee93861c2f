import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#lib/database';
import {
  type Applied,
  type InboundEvent,
  type InboundHandler,
  InboundHandlers,
  type MessageEvent,
  type Plan,
  type ReactionEvent,
} from '#lib/inbox';
import { PachcaError } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import {
  deliveryOf,
  forgetReply,
  lastSentBefore,
  type MessageOfDeed,
  recordReaction,
  recordReply,
} from './reading-deeds.queries.js';
import { type ReadDeed, ReceiptsService } from './receipts.service.js';

const NOTHING: Plan = { kind: 'nothing' };
const NOT_OURS: Applied = { kind: 'applied', outcome: 'nothing' };

/**
 * Whoever answers in the chat or reacts to a message has read it: a read that costs no request. What they did is kept
 * beside it, without the words.
 */
@Injectable()
export class ReadingDeeds implements InboundHandler, OnModuleInit {
  readonly name = 'reading deeds';
  readonly types = ['message', 'reaction'] as const;

  constructor(
    private readonly handlers: InboundHandlers,
    private readonly receipts: ReceiptsService,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async prepare({ body, senderId, isStale, saidAt }: InboundEvent, session: SenderSession): Promise<Plan> {
    if (body.type === 'reaction') return applying((tx) => this.react(tx, senderId, body, saidAt));
    if (body.type !== 'message' || body.isInThread) return NOTHING;
    if (body.event === 'delete') {
      if (isStale) return NOTHING;
      return applying(async (tx) => {
        const count = await forgetReply(tx, { senderId, messageId: body.messageId, at: saidAt });
        return count > 0 ? { kind: 'applied', outcome: 'reply_deleted' } : NOT_OURS;
      });
    }
    if (body.event !== 'new') return NOTHING;
    if (isStale && !(await isWrittenBy(session, body.messageId, body.userId))) return NOTHING;
    return applying((tx) => this.answer(tx, senderId, body));
  }

  private async react(tx: Tx, senderId: string, body: ReactionEvent, saidAt: Date): Promise<Applied> {
    const { messageId, userId: personId, code, name, createdAt } = body;
    const message = await deliveryOf(tx, { senderId, personId, messageId });
    if (message === null) return NOT_OURS;
    const isRemoved = body.event === 'delete';
    const putAt = new Date(createdAt);
    // When it was taken away the vendor does not say for certain: its own time of the event is not before that of the reaction.
    const at = isRemoved && saidAt > putAt ? saidAt : putAt;
    await recordReaction(tx, message, { personId, code, name, isRemoved, at });
    if (isRemoved) return { kind: 'applied', outcome: 'reaction_removed' };
    return this.read(tx, message, { seenAt: putAt, source: 'reaction' });
  }

  private async answer(tx: Tx, senderId: string, body: MessageEvent): Promise<Applied> {
    const { messageId, chatId, userId: personId, parentMessageId, createdAt } = body;
    const saidAt = new Date(createdAt);
    const before = await lastSentBefore(tx, { senderId, personId, chatId, messageId });
    const quoted =
      parentMessageId === null
        ? null
        : await deliveryOf(tx, { senderId, personId, messageId: parentMessageId });
    const message = quoted ?? before;
    if (message === null) return NOT_OURS;
    const isQuoting = quoted !== null;
    await recordReply(tx, message, { senderId, personId, chatId, messageId, isQuoting, saidAt });
    return this.read(tx, before ?? message, { seenAt: saidAt, source: 'reply' });
  }

  private async read(
    tx: Tx,
    { id, isChatPost }: MessageOfDeed,
    deed: Omit<ReadDeed, 'deliveryId'>,
  ): Promise<Applied> {
    if (isChatPost) return { kind: 'applied', outcome: 'deed_in_chat' };
    return { kind: 'applied', outcome: await this.receipts.recordRead(tx, { ...deed, deliveryId: id }) };
  }
}

const applying = (apply: (tx: Tx) => Promise<Applied>): Plan => ({ kind: 'apply', apply });

async function isWrittenBy(session: SenderSession, messageId: number, userId: number): Promise<boolean> {
  try {
    return (await session.backgroundClient.getMessage(messageId)).userId === userId;
  } catch (error) {
    if (error instanceof PachcaError && error.kind === 'not_found') return false;
    throw error;
  }
}
