import type { SimContext } from './context.js';
import { BOT_ID, type TrueMessage } from './true-message.js';
import { SENDER_ID } from './world.js';

/** Recipients who delete the bot's messages without waiting for a doubt to end: assumption A8 broken on purpose. */
export interface DeletionPlan {
  /** Everybody deletes every message at some moment within this time. */
  readonly withinMs: number;
  /** Whether the messenger posts events about the bot's own messages. */
  readonly isTold: boolean;
}

/** How long an event is on its way to us. */
const POST_MS = 1_500;

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

  /** As the inbox keeps a posted event that was signed well. */
  private async tell(message: TrueMessage): Promise<void> {
    const { seed } = this;
    const body = {
      ...{ type: 'message', event: 'new', messageId: message.id, chatId: message.chatId },
      ...{ userId: message.authorId, entityType: 'user', entityId: message.personId },
      ...{ parentMessageId: null, isInThread: false, changedAt: null },
      createdAt: new Date(message.createdAt).toISOString(),
    };
    await seed.line.run(
      {
        text: `insert into inbound_event (sender_id, natural_key, source, type, message_id, body, said_at, received_at,
                                          state, next_try_at)
               values ($1, $2, 'webhook', 'message', $3, $4, $5, $5, 'received', $5)`,
        values: [SENDER_ID, `new ${String(message.id)}`, message.id, body, new Date(seed.time.now)],
      },
      seed.time.now,
    );
    seed.changes += 1;
    seed.journal.note(`an event about message ${String(message.id)} comes`);
  }
}
