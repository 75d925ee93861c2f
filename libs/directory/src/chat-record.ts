import type { Chat, CustomPropertyDefinition } from '#lib/pachca';
import { storableField, storableText } from './domain/storable-text.js';

/** A chat on the way into the mirror; `CHAT_RECORD` in chat-sync.queries.ts reads it by these names. */
export interface ChatRecord {
  readonly id: number;
  readonly name: string | null;
  readonly owner_id: number | null;
  readonly is_channel: boolean;
  readonly is_archived: boolean;
  readonly is_public: boolean;
  readonly last_message_at: string | null;
  readonly member_ids: readonly number[];
}

export interface PropertyDefinitionRecord {
  readonly id: number;
  readonly name: string;
  readonly data_type: string;
}

export function chatRecord(chat: Chat): ChatRecord {
  return {
    id: chat.id,
    name: storableField(chat.name),
    owner_id: chat.ownerId,
    is_channel: chat.isChannel,
    is_archived: chat.isArchived,
    is_public: chat.isPublic,
    last_message_at: chat.lastMessageAt?.toISOString() ?? null,
    member_ids: chat.memberIds,
  };
}

export function propertyRecord(property: CustomPropertyDefinition): PropertyDefinitionRecord {
  return { id: property.id, name: storableText(property.name), data_type: property.dataType };
}
