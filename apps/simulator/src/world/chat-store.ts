import { type Chat, type ChatKind, type Thread } from './chat.js';

/** What a new chat starts with. */
interface ChatDraft {
  readonly kind: ChatKind;
  readonly name: string;
  readonly ownerId: number;
  readonly memberIds: readonly number[];
  readonly editorIds?: readonly number[];
  readonly public?: boolean;
  readonly archived?: boolean;
  readonly atMs: number;
  readonly thread?: Omit<Thread, 'chatId' | 'updatedAtMs'>;
  readonly rootChatId?: number;
}

/** All chats by id, direct ones also by their pair. */
export class ChatStore {
  private readonly byId = new Map<number, Chat>();
  private readonly directs = new Map<number, Map<number, Chat>>();
  private readonly threads = new Map<number, Chat>();
  /** By member, for the few who ask (bots); kept roughly in the order of the newest message, sorted when asked. */
  private readonly byListener = new Map<number, Chat[]>();
  private nextId: number;

  constructor(firstId: number) {
    this.nextId = firstId;
  }

  get count(): number {
    return this.byId.size;
  }

  find(id: number): Chat | undefined {
    return this.byId.get(id);
  }

  findDirect(one: number, other: number): Chat | undefined {
    return this.directs.get(Math.min(one, other))?.get(Math.max(one, other));
  }

  findThread(threadId: number): Chat | undefined {
    return this.threads.get(threadId);
  }

  all(): IterableIterator<Chat> {
    return this.byId.values();
  }

  add(draft: ChatDraft): Chat {
    const id = this.nextId++;
    const chat: Chat = {
      id,
      kind: draft.kind,
      name: draft.name,
      createdAtMs: draft.atMs,
      ownerId: draft.ownerId,
      memberIds: [...draft.memberIds].sort((a, b) => a - b),
      editorIds: draft.editorIds === undefined ? null : new Set(draft.editorIds),
      archived: draft.archived ?? false,
      public: draft.public ?? false,
      lastMessageAtMs: draft.atMs,
      messageIds: [],
      readTo: null,
      pinned: null,
      thread: draft.thread === undefined ? null : { ...draft.thread, chatId: id, updatedAtMs: draft.atMs },
      rootChatId: draft.rootChatId ?? id,
    };
    this.index(chat);
    return chat;
  }

  /** Chats that `listenerId` is a member of, threads left out. The array must not be changed, but may be sorted. */
  chatsOf(listenerId: number): Chat[] {
    return this.byListener.get(listenerId) ?? [];
  }

  /** From now on keeps the list of this member's chats; must be called before it enters any. */
  listenFor(memberId: number): void {
    this.byListener.set(memberId, []);
  }

  join(chat: Chat, memberId: number): void {
    if (chat.memberIds.includes(memberId)) return;
    chat.memberIds = [...chat.memberIds, memberId].sort((a, b) => a - b);
    this.byListener.get(memberId)?.push(chat);
  }

  private index(chat: Chat): void {
    this.byId.set(chat.id, chat);
    if (chat.thread !== null) this.threads.set(chat.thread.id, chat);
    if (chat.kind === 'thread') return;
    if (chat.kind === 'direct') this.indexDirect(chat);
    for (const [memberId, list] of this.byListener) {
      if (chat.memberIds.includes(memberId)) list.push(chat);
    }
  }

  private indexDirect(chat: Chat): void {
    const [low, high] = [chat.memberIds[0] ?? 0, chat.memberIds.at(-1) ?? 0];
    const others = this.directs.get(low) ?? new Map<number, Chat>();
    others.set(high, chat);
    this.directs.set(low, others);
  }
}
