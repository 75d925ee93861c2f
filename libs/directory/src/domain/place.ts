/** Where a campaign posts besides direct chats: a chat, a thread, or the thread below a message; ids of the messenger. */
export interface Place {
  readonly kind: PlaceKind;
  readonly id: number;
}
/** `message`: the thread below it is meant. */
export type PlaceKind = 'chat' | 'thread' | 'message';

/**
 * Why a bot cannot post into a place, as it was told when it asked. `thread_alone`: a thread below no message;
 * `read_only`: a channel in which the bot is no editor.
 */
export type PlaceObstacle =
  | 'not_found'
  | 'no_access'
  | 'scope_missing'
  | 'message_deleted'
  | 'message_in_thread'
  | 'direct_chat'
  | 'thread_alone'
  | 'read_only';

/** A thread as it is kept: what is said here of one never changes. */
export interface KnownThread {
  readonly id: number;
  /** Of the thread: its messages are those of this chat. */
  readonly chatId: number;
  readonly messageId: number;
  /** In which the message stands, and whose members read the thread. */
  readonly rootChatId: number;
}

/** What a bot was told of a place. */
export interface PlaceAnswer {
  /** `null`: nothing is known against it. */
  readonly obstacle: PlaceObstacle | null;
  /** `null`: it is no thread, a message that has none yet, or there is an obstacle. */
  readonly thread: KnownThread | null;
  /** The chat in which the message stands; `null`: it is a chat itself, or there is an obstacle. */
  readonly rootChatId: number | null;
}

/** A place into which nothing can be posted. */
export function blockedPlace(obstacle: PlaceObstacle): PlaceAnswer {
  return { obstacle, thread: null, rootChatId: null };
}
