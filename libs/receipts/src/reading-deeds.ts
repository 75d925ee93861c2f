import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { type Applied, type InboundEvent, type InboundHandler, InboundHandlers, type Plan } from '#lib/inbox';
import { PachcaError } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import { deliveryOf, lastSentBefore } from './reading-deeds.queries.js';
import { type ReadDeed, ReceiptsService } from './receipts.service.js';

const NOTHING: Plan = { kind: 'nothing' };
const NOT_OURS: Applied = { kind: 'applied', outcome: 'nothing' };

/** Whoever answers in the chat or reacts to a message has read it: a read that costs no request. */
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

  async prepare(event: InboundEvent, session: SenderSession): Promise<Plan> {
    const { body, senderId } = event;
    if (body.event !== 'new') return NOTHING;
    if (body.type === 'reaction') {
      const { messageId, userId: personId, createdAt } = body;
      const find = (tx: Tx): Promise<bigint | null> => deliveryOf(tx, { senderId, personId, messageId });
      return this.recording(find, { seenAt: new Date(createdAt), source: 'reaction' });
    }
    if (body.type !== 'message' || body.isInThread) return NOTHING;
    if (event.isStale && !(await isWrittenBy(session, body.messageId, body.userId))) return NOTHING;
    const { messageId, chatId, userId: personId, createdAt } = body;
    const find = (tx: Tx): Promise<bigint | null> =>
      lastSentBefore(tx, { senderId, personId, chatId, messageId });
    return this.recording(find, { seenAt: new Date(createdAt), source: 'reply' });
  }

  private recording(find: (tx: Tx) => Promise<bigint | null>, deed: Omit<ReadDeed, 'deliveryId'>): Plan {
    const apply = async (tx: Tx): Promise<Applied> => {
      const deliveryId = await find(tx);
      if (deliveryId === null) return NOT_OURS;
      return { kind: 'applied', outcome: await this.receipts.recordRead(tx, { ...deed, deliveryId }) };
    };
    return { kind: 'apply', apply };
  }
}

async function isWrittenBy(session: SenderSession, messageId: number, userId: number): Promise<boolean> {
  try {
    return (await session.backgroundClient.getMessage(messageId)).userId === userId;
  } catch (error) {
    if (error instanceof PachcaError && error.kind === 'not_found') return false;
    throw error;
  }
}
