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

/** `null`: to the people of the audience, each in their direct chat with the bot. */
export type Target = ChatTarget | null;

/** Whether its posts are to be pinned. */
export function isPinned(target: Target): boolean {
  return target?.pinUntil !== undefined || target?.pinForHours !== undefined;
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

/** Why nothing can be posted into a chat; part of the public API. */
export const CHAT_OBSTACLES = ['not_found', 'chat_archived', 'no_access'] as const;
export type ChatObstacle = (typeof CHAT_OBSTACLES)[number];

/** A chat that would get nothing, with the reason. */
export interface BlockedChat {
  readonly chatId: number;
  readonly why: ChatObstacle;
}
