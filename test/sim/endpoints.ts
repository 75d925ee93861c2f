import { type Messenger } from './messenger.js';
import { BOT_ID, type Buttons, type TrueMessage } from './true-message.js';
import type { SimContext } from './context.js';
import {
  chatJson,
  dataReply,
  messageJson,
  oauthRefusal,
  pageReply,
  refusal,
  type Reply,
  userJson,
} from './wire.js';

export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

const PAGE = 50;

/** The endpoints that the send path uses, on the ground truth. */
export class Endpoints {
  constructor(
    private readonly seed: SimContext,
    private readonly messenger: Messenger,
  ) {}

  answer({ method, url, body }: Call): Reply {
    if (!this.seed.token.isValid) return oauthRefusal(401, 'invalid_token');
    const [resource = '', id, rest] = url.pathname.replace('/api/', '').split('/');
    switch (`${method} ${resource}${id === undefined ? '' : '/id'}`) {
      case 'POST messages':
        return this.create(body, 0);
      case 'GET messages':
        return this.history(url);
      case 'GET messages/id':
        return rest === 'read_member_ids' ? this.readers(Number(id)) : this.one(Number(id));
      case 'PUT messages/id':
        return this.change(Number(id), body);
      case 'DELETE messages/id':
        return this.remove(Number(id));
      case 'GET chats':
        return this.chats(url);
      case 'GET chats/id':
        return this.chat(Number(id));
      case 'GET users/id':
        return this.person(Number(id));
      case 'GET profile':
        return dataReply(userJson({ id: BOT_ID, isSuspended: false }));
      case 'GET oauth/id':
        return dataReply({
          id: 1,
          token: '…',
          name: 'bot',
          user_id: BOT_ID,
          scopes: SCOPES,
          created_at: '2026-01-01T00:00:00.000Z',
          revoked_at: null,
          expires_in: null,
          last_used_at: null,
        });
      default:
        throw new Error(`The sim has no ${method} ${url.pathname}`);
    }
  }

  /** @param lagMs after how long the history shows it */
  create(body: string, lagMs: number): Reply {
    const { message } = JSON.parse(body) as {
      message: Draft;
    };
    const recipientId = recipientOf(message);
    const refused = this.refusalOf(recipientId);
    if (refused !== null) return refused;
    const parentId = message.parent_message_id ?? null;
    if (parentId !== null && this.find(parentId)?.deletedAt !== null)
      return refusal(404, 'parent_message_id', 'not_found');
    const made = this.messenger.apply({
      recipientId,
      content: message.content,
      buttons: message.buttons ?? [],
      parentId,
      avatarUrl: message.display_avatar_url ?? null,
      lagMs,
    });
    return dataReply(messageJson(made), 201);
  }

  private refusalOf(recipientId: number): Reply | null {
    const { people, chats } = this.messenger;
    const isClosed =
      recipientId < 0 ? chats.get(-recipientId)?.isArchived : people.get(recipientId)?.isSuspended;
    if (isClosed === undefined) return refusal(404, 'entity_id', 'not_found');
    return isClosed ? refusal(403, 'entity_id', 'access_denied') : null;
  }

  private history(url: URL): Reply {
    const cursor = Number(url.searchParams.get('cursor') ?? Infinity);
    const all = this.messenger
      .visible(Number(url.searchParams.get('chat_id')))
      .filter(({ id }) => id < cursor)
      .sort((a, b) => b.id - a.id);
    const size = this.seed.faults.fires('read.short_page', '') ? this.seed.streams.whole('page', 0, 1) : PAGE;
    const page = all.slice(0, size);
    const rest = all.length - page.length;
    const last = page.at(-1)?.id ?? (Number.isFinite(cursor) ? cursor : (all[0]?.id ?? 0) + 1);
    return pageReply(page.map(messageJson), rest > 0 ? String(last) : null);
  }

  private one(id: number): Reply {
    const found = this.find(id);
    if (found === undefined) return refusal(404, 'id', 'not_found');
    // A message that is deleted says nothing any more, not even whose it was.
    return dataReply(
      messageJson(found.deletedAt === null ? found : { ...found, content: '', buttons: [], avatarUrl: null }),
    );
  }

  /** Some have read by the time that somebody asks; it stays so. */
  private readers(id: number): Reply {
    const found = this.find(id);
    if (found?.deletedAt !== null) return refusal(404, 'id', 'not_found');
    const hasRead = id % 3 === 0;
    return pageReply(hasRead ? [found.recipientId] : [], null);
  }

  /** The whole text, as the product always says it; the avatar stays where none is given. */
  change(id: number, body: string): Reply {
    const { message } = JSON.parse(body) as { message: Pick<Draft, 'content' | 'buttons'> };
    const found = this.find(id);
    if (found?.deletedAt !== null) return refusal(404, 'id', 'not_found');
    this.messenger.change(found, message.content, message.buttons);
    return dataReply(messageJson(found));
  }

  private remove(id: number): Reply {
    const found = this.find(id);
    if (found?.deletedAt !== null) return refusal(404, 'id', 'not_found');
    this.messenger.remove(found, 'us');
    return { status: 204, text: '' };
  }

  /** Direct ones, as the product asks for them. */
  private chats(url: URL): Reply {
    const after = Date.parse(url.searchParams.get('last_message_at_after') ?? '');
    const last = new Map<number, TrueMessage>();
    for (const message of this.messenger.messages)
      if (message.visibleAt <= this.seed.time.now && message.deletedAt === null && message.recipientId > 0)
        last.set(message.chatId, message);
    const chats = [...last.values()]
      .filter(({ createdAt }) => !(createdAt < after))
      .map((message) => chatJson(message.chatId, message.recipientId, { lastMessageAt: message.createdAt }));
    return pageReply(chats, null);
  }

  private chat(id: number): Reply {
    const chat = this.messenger.chats.get(id);
    if (chat !== undefined) return dataReply(chatJson(id, -id, { lastMessageAt: null, ...chat }));
    return dataReply(chatJson(id, this.messenger.personIn(id), { lastMessageAt: this.seed.time.now }));
  }

  private person(id: number): Reply {
    const person = this.messenger.people.get(id);
    return person === undefined ? refusal(404, 'id', 'not_found') : dataReply(userJson(person));
  }

  private find(id: number): TrueMessage | undefined {
    return this.messenger.messages.find((message) => message.id === id);
  }
}

/** Of a body, as far as the simulation looks at it. */
export interface Draft {
  readonly entity_type: 'user' | 'discussion';
  readonly entity_id: number;
  readonly content: string;
  readonly buttons?: Buttons;
  readonly display_avatar_url?: string;
  readonly parent_message_id?: number;
}

/** As deliveries name them. */
export function recipientOf({ entity_type: type, entity_id: id }: Draft): number {
  return type === 'discussion' ? -id : id;
}

const SCOPES = [
  'messages:create',
  'messages:read',
  'messages:update',
  'messages:delete',
  'chats:read',
  'profile:read',
  'users:read',
  'group_tags:read',
];
