import { type StoredEvent } from '../events/event.js';
import { type Person } from './person.js';

/** What a bot may subscribe to; the names of the vendor's document. */
export const BOT_EVENT_NAMES = [
  'message_new', 'message_update', 'message_delete', 'reaction_new', 'reaction_delete', 'button_click',
  'company_member_invite', 'company_member_confirm', 'company_member_update', 'company_member_suspend',
  'company_member_activate', 'company_member_delete',
] as const; // prettier-ignore

/** Every scope that a bot can hold. */
export const BOT_SCOPES = [
  'chats:read', 'chats:create', 'chats:update', 'chats:archive', 'chats:leave', 'chat_members:read',
  'chat_members:write', 'messages:read', 'messages:create', 'messages:update', 'messages:delete', 'reactions:read',
  'reactions:write', 'pins:write', 'threads:read', 'threads:create', 'link_previews:write', 'users:read',
  'group_tags:read', 'bot_self:webhook:write', 'bot_self:write', 'profile:read', 'profile_status:read',
  'profile_status:write', 'profile_avatar:write', 'user_status:read', 'custom_properties:read', 'tasks:read',
  'tasks:create', 'tasks:update', 'tasks:delete', 'files:read', 'files:write', 'uploads:write', 'views:write',
  'webhooks:read', 'webhooks:write', 'webhooks:events:read', 'webhooks:events:delete', 'search:users',
  'search:chats', 'search:messages',
] as const; // prettier-ignore

/** A bot with a token: somebody in the workspace, plus what the API knows about it. */
export interface Bot {
  readonly person: Person;
  readonly tokenId: number;
  token: string;
  scopes: ReadonlySet<string>;
  readonly createdAtMs: number;
  lastUsedAtMs: number | null;
  outgoingUrl: string | null;
  /** Key of the `Pachca-Signature` of its webhooks. */
  signingSecret: string;
  events: ReadonlySet<string>;
  ignoreSelfMessages: boolean;
  eventsHistoryEnabled: boolean;
  /** Oldest first. */
  readonly history: StoredEvent[];
}
