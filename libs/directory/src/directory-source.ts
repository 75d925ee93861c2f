import type { Chat, ChatQuery, CustomPropertyDefinition, Tag, User } from '#lib/pachca';

/**
 * What the mirror needs of the messenger's client. A list yields its pages in order and throws when it cannot be walked
 * to its end: reaching the end means that it is whole.
 */
export interface DirectorySource {
  listTags(): AsyncIterable<readonly Tag[]>;
  listUsers(): AsyncIterable<readonly User[]>;
  /** Of people; what a workspace adds to tasks is nothing to the directory. */
  listCustomProperties(entityType: 'User'): Promise<readonly CustomPropertyDefinition[]>;
  listChats(query: ChatQuery): AsyncIterable<readonly Chat[]>;
  /** How many pages to expect; `null`: it cannot be told. */
  countUsers(): Promise<number | null>;
  getUser(id: number): Promise<User>;
}
