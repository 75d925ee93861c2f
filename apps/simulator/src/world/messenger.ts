import { type Chat, peerOf } from './chat.js';
import { type Message, type MessageContent, type Reaction } from './message.js';
import { type World } from './world.js';

/** The clocks that a change is stamped with. */
interface Instants {
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
  readonly simulatedMs: () => number;
}

/** A message to be applied. */
interface PostOrder {
  readonly chat: Chat;
  readonly authorId: number;
  readonly body: MessageContent;
  readonly parentId?: number | null;
  readonly forwardedFromId?: number | null;
}

/**
 * Everything that changes messages, whoever asks: the API, a simulated person, a test over `/_sim`.
 * Rights are the caller's business; here things simply happen and are announced.
 */
export class Messenger {
  constructor(
    private readonly world: World,
    private readonly instants: Instants,
  ) {}

  /** The chat of two people, made when they have none. */
  directChat(oneId: number, otherId: number): Chat {
    const existing = this.world.chats.findDirect(oneId, otherId);
    if (existing !== undefined) return existing;
    return this.world.chats.add({
      kind: 'direct',
      name: '',
      ownerId: oneId,
      memberIds: oneId === otherId ? [oneId] : [oneId, otherId],
      atMs: this.instants.wallMs(),
    });
  }

  post(order: PostOrder): Message {
    const { chat } = order;
    const atMs = this.instants.wallMs();
    const message: Message = {
      id: this.world.messages.nextId,
      chatId: chat.id,
      authorId: order.authorId,
      parentId: order.parentId ?? null,
      forwardedFromId: order.forwardedFromId ?? null,
      createdAtMs: atMs,
      appliedAtMs: this.instants.monotonicMs(),
      body: order.body,
      changedAtMs: atMs,
      editCount: 0,
      deletedAtMs: null,
      deletedById: null,
      threadId: null,
      readings: null,
      reactions: null,
      clickCount: 0,
    };
    this.world.messages.add(message);
    chat.messageIds.push(message.id);
    chat.lastMessageAtMs = atMs;
    if (chat.thread !== null) chat.thread.updatedAtMs = atMs;
    this.world.tallies.messagesCreated += 1;
    this.world.announce({
      kind: 'message_new',
      message,
      chat,
      content: order.body.content,
      changedAtMs: atMs,
    });
    return message;
  }

  /** Readers stay readers: an edit does not make a message unread. */
  edit(message: Message, changes: Partial<MessageContent>): void {
    message.body = { ...message.body, ...changes };
    message.changedAtMs = this.instants.wallMs();
    message.editCount += 1;
    this.world.tallies.messagesEdited += 1;
    this.announceChange('message_update', message);
  }

  delete(message: Message, byId: number): void {
    if (message.deletedAtMs !== null) return;
    message.deletedAtMs = this.instants.wallMs();
    message.deletedById = byId;
    this.world.tallies.messagesDeleted += 1;
    this.announceChange('message_delete', message);
  }

  /** `personId` has been through the chat up to `message` (default: the newest). Returns how many were new to them. */
  read(chat: Chat, personId: number, message?: Message): number {
    const upTo = message === undefined ? chat.messageIds.length : chat.messageIds.lastIndexOf(message.id) + 1;
    const from = chat.readTo?.get(personId) ?? 0;
    if (upTo <= from) return 0;
    const reading = { personId, atMs: this.instants.wallMs(), simulatedAtMs: this.instants.simulatedMs() };
    let readCount = 0;
    for (let index = from; index < upTo; index++) {
      const each = this.world.messages.find(chat.messageIds[index] ?? 0);
      if (each === undefined || each.authorId === personId || each.deletedAtMs !== null) continue;
      (each.readings ??= []).push(reading);
      readCount += 1;
    }
    (chat.readTo ??= new Map()).set(personId, upTo);
    this.touch(personId);
    this.world.tallies.reads += readCount;
    return readCount;
  }

  /** A click on a data button; the message counts as read by the one who clicked. */
  click(message: Message, personId: number, data: string): void {
    const chat = this.chatOf(message);
    this.read(chat, personId, message);
    message.clickCount += 1;
    this.world.tallies.clicks += 1;
    this.touch(personId);
    this.world.announce({ kind: 'button_click', message, chat, userId: personId, data });
  }

  /** Adds a reaction, or returns the same one that this person had left already. */
  react(
    message: Message,
    userId: number,
    reaction: { readonly code: string; readonly name: string },
  ): Reaction {
    const list = (message.reactions ??= []);
    const existing = list.find(
      (each) => each.userId === userId && each.code === reaction.code && each.name === reaction.name,
    );
    if (existing !== undefined) return existing;
    const added: Reaction = { userId, atMs: this.instants.wallMs(), ...reaction };
    list.push(added);
    this.world.tallies.reactions += 1;
    this.world.announce({ kind: 'reaction_new', message, chat: this.chatOf(message), reaction: added });
    return added;
  }

  unreact(message: Message, reaction: Reaction): void {
    message.reactions = (message.reactions ?? []).filter((each) => each !== reaction);
    this.world.announce({ kind: 'reaction_delete', message, chat: this.chatOf(message), reaction });
  }

  /** The thread's chat under a message, made when there is none. */
  thread(message: Message): Chat {
    const existing = message.threadId === null ? undefined : this.world.chats.findThread(message.threadId);
    if (existing !== undefined) return existing;
    const root = this.chatOf(message);
    const id = this.world.nextThreadId();
    message.threadId = id;
    this.world.tallies.threads += 1;
    return this.world.chats.add({
      kind: 'thread',
      name: '',
      ownerId: root.ownerId,
      memberIds: [],
      atMs: this.instants.wallMs(),
      thread: { id, messageId: message.id, messageChatId: root.id },
      rootChatId: root.id,
    });
  }

  chatOf(message: Message): Chat {
    const chat = this.world.chats.find(message.chatId);
    if (chat === undefined) throw new Error(`Message ${String(message.id)} is in no chat`);
    return chat;
  }

  /** Whom a direct message is for, or `null` for a message to many. */
  recipientOf(message: Message): number | null {
    return peerOf(this.chatOf(message), message.authorId);
  }

  private announceChange(kind: 'message_update' | 'message_delete', message: Message): void {
    const content = kind === 'message_delete' ? '' : message.body.content;
    const { changedAtMs } = message;
    this.world.announce({ kind, message, chat: this.chatOf(message), content, changedAtMs });
  }

  /** Somebody did something in the messenger just now. */
  touch(personId: number): void {
    const person = this.world.people.find(personId);
    if (person !== undefined && !person.bot) person.lastActivityAtMs = this.instants.wallMs();
  }
}

/** The content of a message that says only this. */
export function plainText(content: string): MessageContent {
  return { content, files: [], buttons: null, displayName: null, displayAvatarUrl: null };
}
