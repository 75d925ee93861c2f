import { type SimulatorBehaviour } from '../behaviour.js';
import { addressOf, iso, messageUrl } from '../http/present.js';
import { type Signal } from '../world/signals.js';
import { type EventPayload } from './event.js';

/** For whom a payload is made, and when. */
interface PayloadPlace {
  readonly viewerId: number;
  readonly atMs: number;
  readonly behaviour: SimulatorBehaviour;
  /** Fresh for every click, good for opening a form within 3 seconds. */
  readonly triggerId: string;
}

/** What the messenger tells a bot about a signal; the shapes of the vendor's document. */
export function payloadOf(signal: Signal, place: PayloadPlace): EventPayload {
  const timestamp = Math.floor(place.atMs / 1000);
  switch (signal.kind) {
    case 'message_new':
    case 'message_update':
    case 'message_delete':
      return messagePayload(signal, place, timestamp);
    case 'reaction_new':
    case 'reaction_delete':
      return {
        type: 'reaction',
        event: signal.kind === 'reaction_new' ? 'new' : 'delete',
        chat_id: signal.chat.id,
        message_id: signal.message.id,
        code: signal.reaction.code,
        name: signal.reaction.name,
        user_id: signal.reaction.userId,
        created_at: iso(signal.reaction.atMs),
        webhook_timestamp: timestamp,
      };
    case 'button_click':
      return {
        type: 'button',
        event: 'click',
        message_id: signal.message.id,
        trigger_id: place.triggerId,
        data: signal.data,
        user_id: signal.userId,
        chat_id: signal.chat.id,
        webhook_timestamp: timestamp,
      };
    case 'view_submit':
      return {
        type: 'view',
        event: 'submit',
        callback_id: signal.form.callbackId,
        private_metadata: signal.form.privateMetadata,
        chat_id: signal.form.chatId,
        user_id: signal.form.userId,
        data: signal.data,
        webhook_timestamp: timestamp,
      };
    case 'company_member':
      return {
        type: 'company_member',
        event: signal.change,
        user_ids: signal.userIds,
        created_at: iso(place.atMs),
        webhook_timestamp: timestamp,
      };
  }
}

function messagePayload(
  {
    kind,
    message,
    chat,
    content,
    changedAtMs,
  }: Extract<Signal, { message: unknown; kind: `message_${string}` }>,
  place: PayloadPlace,
  timestamp: number,
): EventPayload {
  const { thread } = chat;
  return {
    type: 'message',
    id: message.id,
    event: kind === 'message_new' ? 'new' : kind === 'message_update' ? 'update' : 'delete',
    ...addressOf(chat, place.viewerId, place.behaviour),
    content,
    user_id: message.authorId,
    created_at: iso(message.createdAtMs),
    changed_at: iso(changedAtMs),
    url: messageUrl(message),
    chat_id: chat.id,
    parent_message_id: message.parentId,
    thread: thread === null ? null : { message_id: thread.messageId, message_chat_id: thread.messageChatId },
    webhook_timestamp: timestamp,
  };
}
