import type { SimContext } from './context.js';
import { POST_MS, tellOf } from './inbound-events.js';
import { BOT_ID, type TrueMessage } from './true-message.js';

/** Recipients who delete the bot's messages without waiting for a doubt to end: assumption A8 broken on purpose. */
export interface DeletionPlan {
  /** Everybody deletes every message at some moment within this time. */
  readonly withinMs: number;
  /** Whether the messenger posts events about the bot's own messages. */
  readonly isTold: boolean;
}

/** What becomes of each message of the bot in such a world; nothing in the others. */
export class Deletions {
  constructor(
    private readonly seed: SimContext,
    private readonly plan: DeletionPlan | null,
  ) {}

  applied(message: TrueMessage): void {
    const { plan, seed } = this;
    if (plan === null || message.authorId !== BOT_ID || message.isForwarded) return;
    seed.time.after(seed.streams.between('deletion', 0, plan.withinMs), {
      label: `deletion of ${String(message.id)}`,
      process: null,
      run: () => {
        seed.messenger.remove(message, 'recipient');
        seed.journal.note(`message ${String(message.id)} is deleted by its recipient`);
      },
    });
    if (!plan.isTold) return;
    seed.time.after(seed.streams.between('event', 0, POST_MS), {
      label: `event about ${String(message.id)}`,
      process: null,
      run: () => this.tell(message),
    });
  }

  private tell(message: TrueMessage): Promise<void> {
    const { id: messageId, chatId, authorId: userId, recipientId: entityId } = message;
    return tellOf(this.seed, {
      type: 'message',
      key: `new ${String(messageId)}`,
      messageId,
      body: {
        event: 'new',
        chatId,
        userId,
        entityType: 'user',
        entityId,
        parentMessageId: null,
        isInThread: false,
        changedAt: null,
        createdAt: new Date(message.createdAt).toISOString(),
      },
    });
  }
}
