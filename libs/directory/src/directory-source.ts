import type { Tag, User } from '#lib/pachca';

/**
 * What the mirror needs of the messenger's client. A list yields its pages in order and throws when it cannot be walked
 * to its end: reaching the end means that it is whole.
 */
export interface DirectorySource {
  listTags(): AsyncIterable<readonly Tag[]>;
  listUsers(): AsyncIterable<readonly User[]>;
  getUser(id: number): Promise<User>;
}
