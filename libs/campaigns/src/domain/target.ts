/** Most chats of one campaign: each is looked at by everybody in it. */
export const MOST_CHATS = 50;

/** Where a campaign goes other than to people: into conversations and channels, one message for all who are there. */
export interface ChatTarget {
  readonly type: 'chat';
  /** 1 to `MOST_CHATS` ids of the messenger, each once. */
  readonly chatIds: readonly number[];
  /** Each post is pinned until then, RFC 3339 in UTC. */
  readonly pinUntil?: string;
  /** Each post is pinned for so many hours after it was posted; with neither it is not pinned, and never both are given. */
  readonly pinForHours?: number;
}

/** For how long a post may be pinned, in hours: up to a year. */
export const PIN_HOURS = { least: 1, most: 8_760 } as const;

/** Into threads: below the messages of chats, one message for all who read there. */
export interface ThreadTarget {
  readonly type: 'thread';
  /** Ids of threads. With `messageIds` 1 to `MOST_CHATS`, each once. */
  readonly threadIds: readonly number[];
  /** Ids of messages: the thread below each, which is opened once the campaign is sent where there is none. */
  readonly messageIds: readonly number[];
  /** Whom the text mentions is not made a member of the thread. */
  readonly skipInviteMentions: boolean;
}

/** `null`: to the people of the audience, each in their direct chat with the bot. */
export type Target = ChatTarget | ThreadTarget | null;

/** Something that a target names: a chat, a thread, or a message and with it the thread below; by the messenger's id. */
export interface NamedPlace {
  readonly kind: 'chat' | 'thread' | 'message';
  readonly id: number;
}

/** What a target names, in its own order. */
export function placesOf(target: Exclude<Target, null>): NamedPlace[] {
  if (target.type === 'chat') return target.chatIds.map((id) => ({ kind: 'chat', id }));
  return [
    ...target.threadIds.map((id) => ({ kind: 'thread', id }) as const),
    ...target.messageIds.map((id) => ({ kind: 'message', id }) as const),
  ];
}

/** How the pointer into a campaign names that list. */
export const PLACE_LISTS = { chat: 'chat_ids', thread: 'thread_ids', message: 'message_ids' } as const;

/** Whether its posts are to be pinned. */
export function isPinned(target: Target): boolean {
  return target?.type === 'chat' && (target.pinUntil ?? target.pinForHours) !== undefined;
}

/**
 * The key by which deliveries know a chat (ADR 0010): people have ids above zero, so a chat's is turned below it, and
 * nothing that is about people ever meets it.
 */
export function recipientOfChat(chatId: number): number {
  return -chatId;
}

/** The chat of a delivery's recipient; `null`: it is a person. */
export function chatOfRecipient(recipientId: bigint | number): number | null {
  return recipientId < 0 ? -Number(recipientId) : null;
}

/**
 * Why nothing can be posted into a place; part of the public API. `read_only`: a channel in which the bot is no editor;
 * `chat_unknown`: the message stands in a chat that the directory does not have; `thread_alone`: the thread hangs below
 * no message; `not_looked_at`: the messenger was asked and has not answered yet; `named_twice`: the same thread is named
 * before.
 */
export type Obstacle =
  | 'not_found'
  | 'chat_archived'
  | 'no_access'
  | 'read_only'
  | 'chat_unknown'
  | 'direct_chat'
  | 'message_deleted'
  | 'message_in_thread'
  | 'thread_alone'
  | 'scope_missing'
  | 'not_looked_at'
  | 'named_twice';

/** A place that would get nothing, with the reason. */
export interface BlockedPlace extends NamedPlace {
  readonly why: Obstacle;
}
