import type { SimContext } from './context.js';
import {
  BOT_ID,
  type Buttons,
  type Chat,
  markerIn,
  type NewMessage,
  type Person,
  type TrueMessage,
} from './true-message.js';

/** Ids of direct chats begin there. */
const DIRECT_CHATS = 50_000;

/** The messenger's own memory: what was applied, whoever was told so. The checker compares with this alone. */
export class Messenger {
  readonly messages: TrueMessage[] = [];
  readonly people = new Map<number, Person>();
  readonly chats = new Map<number, Chat>();
  private lastId = 1_000;

  constructor(private readonly seed: SimContext) {}

  chatOf(recipientId: number): number {
    return recipientId < 0 ? -recipientId : DIRECT_CHATS + recipientId;
  }

  /** Whose direct chat it is. */
  personIn(chatId: number): number {
    return chatId - DIRECT_CHATS;
  }

  apply(message: NewMessage): TrueMessage {
    const { now } = this.seed.time;
    const made: TrueMessage = {
      id: (this.lastId += 1),
      recipientId: message.recipientId,
      chatId: this.chatOf(message.recipientId),
      authorId: message.authorId ?? BOT_ID,
      content: message.content,
      buttons: message.buttons ?? [],
      avatarUrl: message.avatarUrl,
      marker: markerIn(message),
      parentId: message.parentId ?? null,
      createdAt: now,
      visibleAt: now + (message.lagMs ?? 0),
      isForwarded: message.isForwarded ?? false,
      isForeign: message.isForeign ?? false,
      deletedAt: null,
      deletedBy: null,
    };
    this.messages.push(made);
    this.seed.witness.applied(made);
    return made;
  }

  /** @param buttons `undefined`: they stay */
  change(message: TrueMessage, content: string, buttons: Buttons | undefined): void {
    message.content = content;
    message.buttons = buttons ?? message.buttons;
    this.seed.witness.changed(message);
  }

  remove(message: TrueMessage, by: 'us' | 'recipient'): void {
    if (message.deletedAt !== null) return;
    message.deletedAt = this.seed.time.now;
    message.deletedBy = by;
  }

  /** Posted by us as the bot. */
  ours(): TrueMessage[] {
    return this.messages.filter(
      ({ authorId, isForwarded, isForeign }) => authorId === BOT_ID && !isForwarded && !isForeign,
    );
  }

  visible(chatId: number): TrueMessage[] {
    const { now } = this.seed.time;
    return this.messages.filter(
      (each) => each.chatId === chatId && each.deletedAt === null && each.visibleAt <= now,
    );
  }
}
