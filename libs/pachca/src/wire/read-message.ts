import { type Button, type Message, type MessageFile } from '../domain/message.js';
import { type Thread } from '../domain/thread.js';
import { Fields, readList } from './fields.js';

const FILE_TYPES = ['file', 'image', 'audio', 'voice'] as const;

/**
 * Reads a message. Only what identifies it and what is compared is required: this reader also judges the answer to
 * a send, where a missing `url` must not turn a message that surely exists into a doubt.
 */
export function readMessage(value: unknown, path: string): Message {
  const fields = Fields.of(value, path);
  const thread = fields.nullableObject('thread');
  return {
    id: fields.id('id'),
    entityType: fields.word('entity_type', ['discussion', 'thread', 'user']),
    entityId: fields.id('entity_id'),
    chatId: fields.id('chat_id'),
    rootChatId: fields.nullableId('root_chat_id'),
    content: fields.text('content'),
    userId: fields.id('user_id'),
    url: fields.nullableText('url'),
    files: fields.nullableList('files', readFile),
    buttons: fields.nullableList('buttons', (row, rowPath) => readList(row, rowPath, readButton)),
    thread: thread === null ? null : { id: thread.id('id'), chatId: thread.id('chat_id') },
    isForwarded: fields.has('forwarding'),
    parentMessageId: fields.nullableId('parent_message_id'),
    displayName: fields.nullableText('display_name'),
    displayAvatarUrl: fields.nullableText('display_avatar_url'),
    createdAt: fields.instant('created_at'),
    changedAt: fields.nullableInstant('changed_at'),
    deletedAt: fields.nullableInstant('deleted_at'),
  };
}

/** Reads a thread. One that was made without a message has neither it nor its chat. */
export function readThread(value: unknown, path: string): Thread {
  const fields = Fields.of(value, path);
  return {
    id: fields.id('id'),
    chatId: fields.id('chat_id'),
    messageId: fields.nullableId('message_id'),
    messageChatId: fields.nullableId('message_chat_id'),
  };
}

function readFile(value: unknown, path: string): MessageFile {
  const fields = Fields.of(value, path);
  return {
    id: fields.id('id'),
    key: fields.text('key'),
    name: fields.text('name'),
    fileType: fields.word('file_type', FILE_TYPES),
    url: fields.text('url'),
    width: fields.nullableCount('width'),
    height: fields.nullableCount('height'),
  };
}

function readButton(value: unknown, path: string): Button {
  const fields = Fields.of(value, path);
  const url = fields.nullableText('url');
  const data = fields.nullableText('data');
  return { text: fields.text('text'), ...(url === null ? {} : { url }), ...(data === null ? {} : { data }) };
}
