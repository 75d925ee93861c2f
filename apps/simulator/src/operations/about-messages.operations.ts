import { type Answer, created, NO_CONTENT, ok } from '../http/answer.js';
import { BodyReader } from '../http/body.js';
import { type Call, type Operation } from '../http/operation.js';
import { iso } from '../http/present.js';
import { pageFor, textOf } from '../http/query.js';
import { refusal, Refusal } from '../http/refusal.js';
import { type Chat } from '../world/chat.js';
import { type Message, type Reaction, type Reading } from '../world/message.js';
import { visibleMessage } from './messages.operations.js';
import { aboutMessage } from './subjects.js';
import { requireMember, requireWritable } from './targets.js';

const READERS_PAGE = 300;
const REACTIONS_PAGE = 50;
const USER_LIMIT = 20;
const UNIQUE_LIMIT = 30;
const GENERAL_LIMIT = 1000;

const common = { requestClass: 'other', about: aboutMessage } as const;

/** What hangs on a message: readers, pins, reactions, its thread. */
export const ABOUT_MESSAGE_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    name: 'messages.readers',
    method: 'GET',
    path: '/messages/:id/read_member_ids',
    scope: 'messages:read',
    requestClass: 'read',
    handle: listReaders,
  },
  {
    ...common,
    name: 'messages.pin',
    method: 'POST',
    path: '/messages/:id/pin',
    scope: 'pins:write',
    handle: pin,
  },
  {
    ...common,
    name: 'messages.unpin',
    method: 'DELETE',
    path: '/messages/:id/pin',
    scope: 'pins:write',
    handle: unpin,
  },
  {
    ...common,
    name: 'reactions.list',
    method: 'GET',
    path: '/messages/:id/reactions',
    scope: 'reactions:read',
    handle: listReactions,
  },
  {
    ...common,
    name: 'reactions.add',
    method: 'POST',
    path: '/messages/:id/reactions',
    scope: 'reactions:write',
    handle: addReaction,
  },
  {
    ...common,
    name: 'reactions.remove',
    method: 'DELETE',
    path: '/messages/:id/reactions',
    scope: 'reactions:write',
    handle: removeReaction,
  },
  {
    ...common,
    name: 'threads.create',
    method: 'POST',
    path: '/messages/:id/thread',
    scope: 'threads:create',
    handle: createThread,
  },
  {
    name: 'threads.get',
    method: 'GET',
    path: '/threads/:id',
    scope: 'threads:read',
    requestClass: 'other',
    handle: getThread,
  },
];

function livingMessage(call: Call): { message: Message; chat: Chat } {
  const message = visibleMessage(call);
  if (message.deletedAtMs !== null) throw refusal(404, 'id', 'not_found', message.id);
  const chat = call.sim.now.messenger.chatOf(message);
  return { message, chat };
}

function listReaders(call: Call): Answer {
  const { behaviour } = call.sim;
  const { message } = livingMessage(call);
  const newestMs = Date.now() - behaviour.readersLatencyMs;
  const { people } = call.sim.now.world;
  const shown = (message.readings ?? []).filter((reading) => reading.atMs <= newestMs);
  const sender: Reading[] = behaviour.readersIncludeSender
    ? [{ personId: message.authorId, atMs: message.createdAtMs, simulatedAtMs: message.createdAtMs }]
    : [];
  const isById = behaviour.readersOrder === 'id';
  const readings = [...sender, ...shown].sort(
    (a, b) => (isById ? 0 : a.atMs - b.atMs) || a.personId - b.personId,
  );
  const page = pageFor(
    call,
    {
      name: `readers.${String(message.id)}.${behaviour.readersOrder}`,
      items: readings,
      keyOf: (reading) => (isById ? [reading.personId] : [reading.atMs, reading.personId]),
      accepts: (reading) =>
        behaviour.readersIncludeSuspended || people.find(reading.personId)?.suspended !== true,
    },
    READERS_PAGE,
  );
  return ok(
    page.data.map((reading) => reading.personId),
    page.meta,
  );
}

/** Pinning what is pinned is a 422 without a body, as the document has it. */
function pin(call: Call): Answer {
  const { message, chat } = livingMessage(call);
  requireMember(call, chat);
  requireWritable(call, chat);
  const pinned = (chat.pinned ??= new Set());
  if (pinned.has(message.id)) throw new Refusal({ status: 422 });
  pinned.add(message.id);
  return NO_CONTENT;
}

function unpin(call: Call): Answer {
  const { message, chat } = livingMessage(call);
  requireMember(call, chat);
  if (chat.pinned?.delete(message.id) !== true) throw refusal(404, 'id', 'not_found', message.id);
  return NO_CONTENT;
}

function listReactions(call: Call): Answer {
  const { message } = livingMessage(call);
  const items = (message.reactions ?? []).map((reaction, order) => ({ reaction, order }));
  const page = pageFor(
    call,
    {
      name: `reactions.${String(message.id)}`,
      items,
      keyOf: ({ reaction, order }) => [reaction.atMs, order],
    },
    REACTIONS_PAGE,
  );
  return ok(
    page.data.map(({ reaction }) => presentReaction(reaction)),
    page.meta,
  );
}

function addReaction(call: Call): Answer {
  const { message, chat } = livingMessage(call);
  requireMember(call, chat);
  const reader = BodyReader.bare(call.body, call.sim.behaviour);
  const code = reader.requiredText('code');
  if (!/\p{Extended_Pictographic}|^:[\w+-]+:$/u.test(code)) throw refusal(422, 'code', 'wrong_emoji', code);
  const name = reader.text('name') ?? code;
  const userId = call.bot.person.id;
  refuseTooMany(message, userId, code);
  return {
    status: 201,
    body: presentReaction(call.sim.now.messenger.react(message, userId, { code, name })),
  };
}

function refuseTooMany(message: Message, userId: number, code: string): void {
  const all = message.reactions ?? [];
  const own = all.filter((each) => each.userId === userId);
  if (own.some((each) => each.code === code)) return;
  const codes = new Set(all.map((each) => each.code));
  if (own.length >= USER_LIMIT) throw refusal(422, 'code', 'user_limit', code);
  if (!codes.has(code) && codes.size >= UNIQUE_LIMIT) throw refusal(422, 'code', 'unique_limit', code);
  if (all.length >= GENERAL_LIMIT) throw refusal(422, 'code', 'general_limit', code);
}

function removeReaction(call: Call): Answer {
  const { message } = livingMessage(call);
  const code = textOf(call.query, 'code');
  if (code === undefined || code === '') throw refusal(400, 'code', 'required');
  const name = textOf(call.query, 'name');
  const reaction = (message.reactions ?? []).find(
    (each) =>
      each.userId === call.bot.person.id && each.code === code && (name === undefined || each.name === name),
  );
  if (reaction === undefined) throw refusal(404, 'code', 'not_found', code);
  call.sim.now.messenger.unreact(message, reaction);
  return NO_CONTENT;
}

function presentReaction(reaction: Reaction): unknown {
  return {
    user_id: reaction.userId,
    created_at: iso(reaction.atMs),
    code: reaction.code,
    name: reaction.name,
  };
}

/** Answers with the thread there is, so repeating is harmless; a message inside a thread cannot have one. */
function createThread(call: Call): Answer {
  const { message, chat } = livingMessage(call);
  if (chat.kind === 'thread') throw refusal(400, 'id', 'thread_message', message.id);
  requireMember(call, chat);
  if (chat.archived) requireWritable(call, chat);
  return created(presentThread(call.sim.now.messenger.thread(message)));
}

function getThread(call: Call): Answer {
  const id = Number(call.params['id']);
  const chat = call.sim.now.world.chats.findThread(id);
  if (chat === undefined) throw refusal(404, 'id', 'not_found', call.params['id']);
  requireMember(call, chat);
  return ok(presentThread(chat));
}

function presentThread(chat: Chat): unknown {
  const { thread } = chat;
  if (thread === null) throw new Error(`Chat ${String(chat.id)} is no thread`);
  return {
    id: thread.id,
    chat_id: thread.chatId,
    message_id: thread.messageId,
    message_chat_id: thread.messageChatId,
    updated_at: iso(thread.updatedAtMs),
  };
}
