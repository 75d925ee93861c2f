export type ChatKind = 'direct' | 'group' | 'channel' | 'thread';

/** The thread under a message. */
export interface Thread {
  readonly id: number;
  readonly chatId: number;
  readonly messageId: number;
  readonly messageChatId: number;
  updatedAtMs: number;
}

/** A conversation, a channel, a direct chat of two, or the chat of a thread. Mutable state of the world. */
export interface Chat {
  readonly id: number;
  readonly kind: ChatKind;
  readonly name: string;
  readonly createdAtMs: number;
  readonly ownerId: number;
  /** Ascending. */
  memberIds: number[];
  /** May write in a channel and delete what others wrote. In a direct chat both sides may. */
  editorIds: Set<number> | null;
  archived: boolean;
  readonly public: boolean;
  lastMessageAtMs: number;
  /** Ascending, deleted ones included. */
  readonly messageIds: number[];
  /** By person: how many of `messageIds` they have been through. */
  readTo: Map<number, number> | null;
  pinned: Set<number> | null;
  readonly thread: Thread | null;
  /** The chat that a thread belongs to; itself for all others. */
  readonly rootChatId: number;
}

/** The other side of a direct chat, or `null` for a chat of more. */
export function peerOf(chat: Chat, personId: number): number | null {
  if (chat.kind !== 'direct') return null;
  return chat.memberIds.find((id) => id !== personId) ?? personId;
}
