import { BOT_ID, type Person, type TrueMessage } from './true-message.js';

/** What the messenger answers, before the network has its way with it. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const time = (at: number): string => new Date(Math.floor(at)).toISOString();
const json = (status: number, body: unknown): Reply => ({ status, text: JSON.stringify(body) });

export const messageJson = (message: TrueMessage): object => ({
  id: message.id,
  entity_type: message.recipientId < 0 ? 'discussion' : 'user',
  entity_id: Math.abs(message.recipientId),
  chat_id: message.chatId,
  root_chat_id: message.chatId,
  content: message.content,
  user_id: message.authorId,
  created_at: time(message.createdAt),
  changed_at: time(message.createdAt),
  deleted_at: message.deletedAt === null ? null : time(message.deletedAt),
  url: null,
  files: [],
  buttons: message.buttons,
  thread: null,
  forwarding: message.isForwarded ? { original_message_id: 1 } : null,
  parent_message_id: message.parentId,
  display_avatar_url: message.avatarUrl,
  display_name: null,
});

export const userJson = (person: Person): object => ({
  id: person.id,
  first_name: 'Анна',
  last_name: 'Смирнова',
  nickname: `user${String(person.id)}`,
  department: null,
  title: null,
  role: 'user',
  suspended: person.isSuspended,
  invite_status: 'confirmed',
  inviter_id: null,
  list_tags: [],
  custom_properties: [],
  user_status: null,
  bot: person.id === BOT_ID,
  sso: false,
  created_at: time(0),
  last_activity_at: null,
  time_zone: 'Europe/Moscow',
  image_url: person.id === BOT_ID ? 'https://example.com/bot.png' : null,
});

/** @param recipientId a person, for their direct chat with the bot; below zero a chat of many */
export const chatJson = (
  chatId: number,
  recipientId: number,
  facts: { readonly lastMessageAt: number | null; readonly isArchived?: boolean },
): object => ({
  id: chatId,
  name: null,
  owner_id: BOT_ID,
  member_ids: recipientId < 0 ? [BOT_ID] : [BOT_ID, recipientId],
  group_tag_ids: [],
  channel: false,
  archived: facts.isArchived ?? false,
  personal: recipientId > 0,
  public: false,
  created_at: time(0),
  last_message_at: facts.lastMessageAt === null ? null : time(facts.lastMessageAt),
  meet_room_url: null,
});

export const dataReply = (data: unknown, status = 200): Reply => json(status, { data });

export const pageReply = (data: readonly unknown[], next: string | null): Reply =>
  json(200, { data, meta: { paginate: { next_page: next ?? 'end', has_next: next !== null } } });

export const refusal = (status: number, key: string, code: string): Reply =>
  json(status, { errors: [{ key, value: null, message: 'no', code, payload: null }] });

export const oauthRefusal = (status: number, error: string): Reply =>
  json(status, { error, error_description: 'no' });
