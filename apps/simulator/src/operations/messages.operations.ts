import { type SimulatorBehaviour } from '../behaviour.js';
import { type Answer, created, NO_CONTENT, ok } from '../http/answer.js';
import { BodyReader } from '../http/body.js';
import { type Call, type Operation } from '../http/operation.js';
import { presentMessage } from '../http/present.js';
import { faultOf, oneOf, pageFor, pathId, requiredInteger } from '../http/query.js';
import { oauthRefusal, refusal } from '../http/refusal.js';
import { type Chat } from '../world/chat.js';
import { type Message } from '../world/message.js';
import { noteUse } from './attachments.js';
import { type BodyChanges, readMessageBody } from './message-body.js';
import { aboutChatInQuery, aboutMessage, aboutNewMessage } from './subjects.js';
import {
  ENTITY_TYPES,
  type EntityType,
  requireMember,
  requireReadable,
  requireWritable,
  targetToWrite,
} from './targets.js';

const PAGE = 50;
const REPEAT_WINDOW_MS = 5000;

export const MESSAGE_OPERATIONS: readonly Operation[] = [
  {
    name: 'messages.create',
    method: 'POST',
    path: '/messages',
    scope: 'messages:create',
    requestClass: 'send',
    about: aboutNewMessage,
    handle: createMessage,
  },
  {
    name: 'messages.list',
    method: 'GET',
    path: '/messages',
    scope: 'messages:read',
    requestClass: 'read',
    about: aboutChatInQuery,
    handle: listMessages,
  },
  {
    name: 'messages.get',
    method: 'GET',
    path: '/messages/:id',
    scope: 'messages:read',
    requestClass: 'read',
    about: aboutMessage,
    handle: (call) => ok(present(call, visibleMessage(call))),
  },
  {
    name: 'messages.update',
    method: 'PUT',
    path: '/messages/:id',
    scope: 'messages:update',
    requestClass: 'send',
    about: aboutMessage,
    handle: updateMessage,
  },
  {
    name: 'messages.delete',
    method: 'DELETE',
    path: '/messages/:id',
    scope: 'messages:delete',
    requestClass: 'send',
    about: aboutMessage,
    handle: deleteMessage,
  },
];

/** The message in the path, if the bot may see its chat. */
export function visibleMessage(call: Call): Message {
  const { world, messenger } = call.sim.now;
  const id = pathId(call);
  const message = world.messages.find(id);
  if (message === undefined) throw refusal(404, 'id', 'not_found', id);
  requireReadable(call, messenger.chatOf(message));
  return message;
}

function createMessage(call: Call): Answer {
  const { behaviour } = call.sim;
  const reader = BodyReader.of(call.body, 'message', behaviour);
  const entityId = reader.requiredInteger('entity_id');
  const type = entityTypeOf(reader);
  const content = reader.requiredText('content');
  const isEmpty = content.trim() === '' && (reader.list('files') ?? []).length === 0;
  if (isEmpty && behaviour.emptyContent === 'refused') throw refusal(422, reader.keyOf('content'), 'blank');
  const parentId = reader.integer('parent_message_id') ?? null;
  const changes = readMessageBody(call, reader);
  const target = targetToWrite(call, type, entityId);
  requireParent(call, target.existing, parentId);
  refuseRepeat(call, target.existing, changes);
  const message = call.sim.now.messenger.post({
    chat: target.open(),
    authorId: call.bot.person.id,
    parentId,
    body: { content, files: [], buttons: null, displayName: null, displayAvatarUrl: null, ...changes },
  });
  noteUse(call, message.body.files);
  return created(present(call, message));
}

function entityTypeOf(reader: BodyReader): EntityType {
  const text = reader.text('entity_type') ?? 'discussion';
  const type = ENTITY_TYPES.find((each) => each === text.toLowerCase());
  if (type === undefined) throw refusal(400, reader.keyOf('entity_type'), 'invalid', text);
  return type;
}

function requireParent(call: Call, chat: Chat | undefined, parentId: number | null): void {
  if (parentId === null) return;
  const parent = call.sim.now.world.messages.find(parentId);
  if (parent?.chatId !== (chat?.id ?? 0)) {
    throw refusal(422, 'parent_message_id', 'not_found', parentId);
  }
  const { replyToDeleted } = call.sim.behaviour;
  if (parent.deletedAtMs === null || replyToDeleted === 'accepted') return;
  // The other answer leaves open what was not found.
  throw replyToDeleted === 'refused_422'
    ? refusal(422, 'parent_message_id', 'message_deleted', parentId)
    : refusal(404, 'base', 'not_found', parentId);
}

function refuseRepeat(call: Call, chat: Chat | undefined, changes: BodyChanges): void {
  if (call.sim.behaviour.repeatedMessage === 'accepted') return;
  const last = call.sim.now.world.messages.find(chat?.messageIds.at(-1) ?? 0);
  const isRepeat = last?.authorId === call.bot.person.id && last.body.content === changes.content;
  if (isRepeat && Date.now() - last.createdAtMs < REPEAT_WINDOW_MS)
    throw refusal(409, 'base', 'already_exists');
}

function listMessages(call: Call): Answer {
  const { world } = call.sim.now;
  const chatId = requiredInteger(call.query, 'chat_id');
  oneOf(call.query, 'sort', ['id'], 'id');
  const order = oneOf(call.query, 'order', ['asc', 'desc'], 'desc');
  const chat = world.chats.find(chatId);
  if (chat === undefined) throw refusal(404, 'chat_id', 'not_found', chatId);
  requireReadable(call, chat);
  const lag = faultOf(call, 'history_lag');
  const newestMs = lag === undefined ? Number.POSITIVE_INFINITY : performance.now() - lag.params.ms;
  const page = pageFor(
    call,
    {
      name: `messages.${order}.${String(chatId)}`,
      items: chat.messageIds,
      keyOf: (id) => [id],
      isDescending: order === 'desc',
      accepts: (id) => isListed(world.messages.find(id), newestMs),
    },
    PAGE,
  );
  const messages = page.data.flatMap((id) => world.messages.find(id) ?? []);
  return ok(
    messages.map((message) => present(call, message)),
    page.meta,
  );
}

function isListed(message: Message | undefined, newestMs: number): boolean {
  return message?.deletedAtMs === null && message.appliedAtMs <= newestMs;
}

function updateMessage(call: Call): Answer {
  const message = visibleMessage(call);
  const { behaviour } = call.sim;
  if (message.authorId !== call.bot.person.id) {
    throw behaviour.editForeign === 'refused_403'
      ? refusal(403, 'id', 'forbidden', message.id)
      : refusal(404, 'id', 'not_found', message.id);
  }
  refuseStale(message, behaviour);
  const reader = BodyReader.of(call.body, 'message', behaviour);
  const changes = readMessageBody(call, reader);
  if (!behaviour.editKeepsAvatar && changes.displayAvatarUrl === undefined) changes.displayAvatarUrl = null;
  const next = { ...message.body, ...changes };
  const isEmpty = next.content.trim() === '' && next.files.length === 0;
  if (isEmpty && behaviour.emptyContent === 'refused') throw refusal(422, reader.keyOf('content'), 'blank');
  call.sim.now.messenger.edit(message, changes);
  noteUse(call, changes.files ?? []);
  return ok(present(call, message));
}

function refuseStale(message: Message, behaviour: SimulatorBehaviour): void {
  if (message.deletedAtMs !== null) {
    throw behaviour.editDeleted === 'refused_422'
      ? refusal(422, 'id', 'message_deleted', message.id)
      : refusal(404, 'id', 'not_found', message.id);
  }
  const { editWindowMs } = behaviour;
  if (editWindowMs !== null && Date.now() - message.createdAtMs > editWindowMs) {
    throw refusal(403, 'id', 'forbidden', message.id);
  }
}

function deleteMessage(call: Call): Answer {
  const message = visibleMessage(call);
  const { world, messenger } = call.sim.now;
  const chat = messenger.chatOf(message);
  const botId = call.bot.person.id;
  if (message.deletedAtMs !== null) {
    if (call.sim.behaviour.deleteTwice === 'accepted') return NO_CONTENT;
    throw refusal(404, 'id', 'not_found', message.id);
  }
  requireMember(call, chat);
  if (chat.archived) requireWritable(call, chat);
  if (message.authorId !== botId && !world.isEditor(chat, botId)) {
    throw oauthRefusal(403, 'forbidden', 'Only the author, an administrator or an editor may delete');
  }
  messenger.delete(message, botId);
  return NO_CONTENT;
}

function present(call: Call, message: Message): unknown {
  const { world, messenger } = call.sim.now;
  const { behaviour, origin } = call.sim;
  const chat = messenger.chatOf(message);
  return presentMessage(message, { world, chat, viewerId: call.bot.person.id, behaviour, origin });
}
