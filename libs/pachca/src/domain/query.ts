/** Filters of `listChats`; the messenger's default is active chats that the token's owner is a member of. */
export interface ChatQuery {
  readonly availability?: 'is_member' | 'public';
  /** True adds archived chats to the active ones. */
  readonly archived?: boolean;
  /** True: direct chats only; false: group chats only. */
  readonly personal?: boolean;
  readonly lastMessageAtAfter?: Date;
  readonly lastMessageAtBefore?: Date;
  readonly sort?: 'id' | 'last_message_at';
  readonly order?: 'asc' | 'desc';
  /** 1 to 50, default 50; a chat comes with the ids of all its members, so pages of large chats are large. */
  readonly limit?: number;
}

/** What somebody is in a chat; in a channel only the first three write. */
export type ChatRole = 'owner' | 'admin' | 'editor' | 'member' | 'all';

/** One page of a chat's history. */
export interface MessageQuery {
  readonly chatId: number;
  /** 1 to 50, default 50. */
  readonly limit?: number;
  /** By id; default `desc`, newest first. */
  readonly order?: 'asc' | 'desc';
  readonly cursor?: string;
}

/** One page of a search among the accounts. */
export interface UserSearch {
  readonly text: string;
  /** 1 to 200, default 50. */
  readonly limit?: number;
  readonly cursor?: string;
}
