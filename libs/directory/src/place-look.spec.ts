import {
  type ChatRole,
  type Message,
  PachcaError,
  type PachcaErrorKind,
  type Thread,
  type User,
} from '#lib/pachca';
import type { Place } from './domain/place.js';
import { lookAt, type PlaceSource } from './place-look.js';

const BOT = 777;
const THREAD: Thread = { id: 50, chatId: 900, messageId: 5, messageChatId: 334 };
const KNOWN = { id: 50, chatId: 900, messageId: 5, rootChatId: 334 };
const MESSAGE = { id: 5, chatId: 334, entityType: 'discussion', deletedAt: null, thread: null };

interface Told {
  readonly thread?: Partial<Thread>;
  readonly message?: Partial<Message>;
  /** By role in the chat. */
  readonly roles?: Partial<Record<ChatRole, readonly number[]>>;
  readonly refused?: PachcaErrorKind;
  readonly codes?: readonly string[];
}

describe('a look at a place', () => {
  const at = (place: Place, { thread = {}, message = {}, roles = {}, refused, codes }: Told = {}) => {
    const say = <T>(value: T): Promise<T> =>
      refused === undefined
        ? Promise.resolve(value)
        : Promise.reject(new PachcaError(refused, 'GET /threads/{id}', { codes }));
    const source: PlaceSource = {
      getThread: () => say({ ...THREAD, ...thread }),
      getMessage: () => say({ ...MESSAGE, ...message } as Message),
      listChatMembers: async function* (_chatId: number, role: ChatRole) {
        yield await say((roles[role] ?? []).map((id) => ({ id }) as User));
      },
    };
    return lookAt(source, place, BOT);
  };
  const thread: Place = { kind: 'thread', id: 50 };
  const message: Place = { kind: 'message', id: 5 };
  const chat: Place = { kind: 'chat', id: 334 };

  it('finds a thread, and the chat above it', async () => {
    expect(await at(thread)).toEqual({ obstacle: null, thread: KNOWN, rootChatId: 334 });
  });

  it('finds a message, with the thread below it or without one', async () => {
    expect(await at(message)).toEqual({ obstacle: null, thread: null, rootChatId: 334 });
    expect(await at(message, { message: { thread: { id: 50, chatId: 900 } } })).toEqual({
      obstacle: null,
      thread: KNOWN,
      rootChatId: 334,
    });
  });

  it.each<[string, Place, Told, string]>([
    ['a thread of nothing', thread, { thread: { messageId: null, messageChatId: null } }, 'thread_alone'],
    ['a thread below a deleted message', thread, { message: { deletedAt: new Date(0) } }, 'message_deleted'],
    ['a thread of a direct chat', thread, { message: { entityType: 'user' } }, 'direct_chat'],
    ['a deleted message', message, { message: { deletedAt: new Date(0) } }, 'message_deleted'],
    ['a message of a direct chat', message, { message: { entityType: 'user' } }, 'direct_chat'],
    ['a message of a thread', message, { message: { entityType: 'thread' } }, 'message_in_thread'],
    ['what is not there', thread, { refused: 'not_found' }, 'not_found'],
    ['what the bot may not see', message, { refused: 'forbidden' }, 'no_access'],
    ['what the bot may not ask', thread, { refused: 'scope_missing' }, 'scope_missing'],
    ['a channel that the bot only reads', chat, { roles: { member: [BOT], editor: [1] } }, 'read_only'],
  ])('tells %s', async (_what, place, told, obstacle) => {
    expect(await at(place, told)).toEqual({ obstacle, thread: null, rootChatId: null });
  });

  it.each<ChatRole>(['editor', 'admin', 'owner'])('lets an %s of a channel write', async (role) => {
    expect(await at(chat, { roles: { [role]: [1, BOT] } })).toMatchObject({ obstacle: null });
  });

  it('says nothing against a channel of which it may not ask who writes there', async () => {
    expect(await at(chat, { refused: 'scope_missing' })).toMatchObject({ obstacle: null });
  });

  it.each<PachcaErrorKind>(['timeout', 'throttled', 'unavailable', 'unauthorized'])(
    'is no answer on %s',
    async (refused) => {
      await expect(at(thread, { refused })).rejects.toMatchObject({ kind: refused });
      await expect(at(chat, { refused })).rejects.toMatchObject({ kind: refused });
    },
  );
});
