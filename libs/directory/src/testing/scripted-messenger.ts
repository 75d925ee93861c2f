import type { Chat, CustomPropertyDefinition, Tag, User } from '#lib/pachca';
import type { DirectorySource } from '../directory-source.js';

/** An account as the client hands it over, personal data that must not be stored included. */
export const user = (id: number, changes: Partial<User> = {}): User => ({
  id,
  firstName: `Имя${id}`,
  lastName: 'Фамилия',
  nickname: `nick${id}`,
  email: `secret${id}@example.com`,
  phoneNumber: '+79990000000',
  department: 'Склад',
  title: '',
  role: 'user',
  isSuspended: false,
  inviteStatus: 'confirmed',
  inviterId: null,
  tagNames: [],
  customProperties: [{ id: 7, name: 'Город', dataType: 'string', value: 'Омск' }],
  status: null,
  isBot: false,
  isSso: false,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  lastActivityAt: new Date('2026-11-01T08:00:00Z'),
  timeZone: 'Asia/Omsk',
  imageUrl: null,
  ...changes,
});
export const people = (from: number, to: number, changes: Partial<User> = {}): User[] =>
  Array.from({ length: to - from + 1 }, (_, n) => user(from + n, changes));
export const tag = (id: number, name: string): Tag => ({ id, name, userCount: 1 });

export const chat = (id: number, memberIds: readonly number[], changes: Partial<Chat> = {}): Chat => ({
  id,
  name: `Чат ${id}`,
  ownerId: memberIds[0] ?? null,
  memberIds,
  groupTagIds: [],
  isChannel: false,
  isArchived: false,
  isPersonal: false,
  isPublic: false,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  lastMessageAt: new Date('2026-11-01T08:00:00Z'),
  meetRoomUrl: null,
  ...changes,
});
export const CITY: CustomPropertyDefinition = { id: 7, name: 'Город', dataType: 'string' };

/** A page, or what happens in its place. */
export type Step<T> = readonly T[] | (() => Promise<void>) | Error;

export async function* play<T>(steps: readonly Step<T>[]): AsyncGenerator<readonly T[]> {
  for (const step of steps) {
    if (step instanceof Error) throw step;
    if (typeof step === 'function') await step();
    else yield step;
  }
}

/** A messenger that says what it is told; each reading of the tags takes the next list, the last one for ever. */
export function messenger(users: readonly Step<User>[], ...tags: (readonly Tag[])[]): DirectorySource {
  let readings = 0;
  return {
    listUsers: () => play(users),
    listTags: () => play([tags[Math.min(readings++, tags.length - 1)] ?? []]),
    listChats: () => play<Chat>([]),
    listCustomProperties: () => Promise.resolve([CITY]),
    countUsers: () => Promise.resolve(null),
    getUser: () => Promise.reject(new Error('A full sync asks for nobody alone.')),
  };
}
