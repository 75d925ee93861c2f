import type { SimContext } from './context.js';
import { BOT_ID, type NewMessage, type Person, type TrueMessage } from './true-message.js';

/** The messenger's own memory: what was applied, whoever was told so. The checker compares with this alone. */
export class Messenger {
  readonly messages: TrueMessage[] = [];
  readonly people = new Map<number, Person>();
  private lastId = 1_000;

  constructor(private readonly seed: SimContext) {}

  chatOf(personId: number): number {
    return 50_000 + personId;
  }

  apply(message: NewMessage): TrueMessage {
    const { now } = this.seed.time;
    const made: TrueMessage = {
      id: (this.lastId += 1),
      personId: message.personId,
      chatId: this.chatOf(message.personId),
      authorId: message.authorId ?? BOT_ID,
      content: message.content,
      avatarUrl: message.avatarUrl,
      createdAt: now,
      visibleAt: now + (message.lagMs ?? 0),
      isForwarded: message.isForwarded ?? false,
      deletedAt: null,
      deletedBy: null,
    };
    this.messages.push(made);
    this.seed.witness.applied(made);
    return made;
  }

  change(message: TrueMessage, content: string): void {
    message.content = content;
    this.seed.witness.changed(message);
  }

  remove(message: TrueMessage, by: 'us' | 'recipient'): void {
    if (message.deletedAt !== null) return;
    message.deletedAt = this.seed.time.now;
    message.deletedBy = by;
  }

  /** Of the bot, marked, not forwarded. */
  ours(): TrueMessage[] {
    return this.messages.filter((message) => message.authorId === BOT_ID && !message.isForwarded);
  }

  visible(chatId: number): TrueMessage[] {
    const { now } = this.seed.time;
    return this.messages.filter(
      (each) => each.chatId === chatId && each.deletedAt === null && each.visibleAt <= now,
    );
  }
}
