import { type Answer, created, ok } from '../http/answer.js';
import { BodyReader } from '../http/body.js';
import { type Call, type Operation } from '../http/operation.js';
import { iso, isoOrNull } from '../http/present.js';
import { pageFor } from '../http/query.js';
import { refusal } from '../http/refusal.js';
import { requireMember } from './targets.js';
import { type Task } from '../world/task.js';
import { FIRST_ID } from '../world/world.js';

const PAGE = 50;
const KINDS: readonly string[] = ['call', 'meeting', 'reminder', 'event', 'email'];

/** Tasks; nothing of theirs is told to anybody. */
export const TASK_OPERATIONS: readonly Operation[] = [
  {
    name: 'tasks.create',
    method: 'POST',
    path: '/tasks',
    scope: 'tasks:create',
    requestClass: 'other',
    handle: createTask,
  },
  {
    name: 'tasks.list',
    method: 'GET',
    path: '/tasks',
    scope: 'tasks:read',
    requestClass: 'other',
    handle: listTasks,
  },
];

function createTask(call: Call): Answer {
  const { world } = call.sim.now;
  const reader = BodyReader.of(call.body, 'task', call.sim.behaviour);
  const kind = reader.requiredText('kind');
  if (!KINDS.includes(kind)) throw refusal(400, reader.keyOf('kind'), 'invalid', kind);
  const performerIds = (reader.list('performer_ids') ?? [call.bot.person.id]).map(Number);
  const stranger = performerIds.find((id) => world.people.find(id)?.deleted !== false);
  if (stranger !== undefined) throw refusal(422, reader.keyOf('performer_ids'), 'not_found', stranger);
  const chatId = chatOf(call, reader);
  const task: Task = {
    id: FIRST_ID.task + world.tasks.length,
    kind,
    content: reader.text('content') ?? kind,
    creatorId: call.bot.person.id,
    performerIds,
    chatId,
    dueAtMs: dueAtOf(reader),
    createdAtMs: Date.now(),
  };
  world.tasks.push(task);
  return created(present(task));
}

/** Only a member links a task to a chat. */
function chatOf(call: Call, reader: BodyReader): number | null {
  const chatId = reader.integer('chat_id');
  if (chatId === undefined) return null;
  const chat = call.sim.now.world.chats.find(chatId);
  if (chat === undefined) throw refusal(404, reader.keyOf('chat_id'), 'not_found', chatId);
  requireMember(call, chat);
  return chatId;
}

function dueAtOf(reader: BodyReader): number | null {
  const text = reader.text('due_at');
  if (text === undefined) return null;
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) throw refusal(400, reader.keyOf('due_at'), 'invalid', text);
  return atMs;
}

/** Those that the bot has made, or that are its own: which ones a token sees is documented nowhere. */
function listTasks(call: Call): Answer {
  const me = call.bot.person.id;
  const page = pageFor(
    call,
    {
      name: 'tasks',
      items: call.sim.now.world.tasks,
      keyOf: ({ id }) => [id],
      accepts: ({ creatorId, performerIds }) => creatorId === me || performerIds.includes(me),
    },
    PAGE,
  );
  return ok(page.data.map(present), page.meta);
}

function present(task: Task): unknown {
  return {
    id: task.id,
    kind: task.kind,
    content: task.content,
    due_at: isoOrNull(task.dueAtMs),
    priority: 1,
    user_id: task.creatorId,
    chat_id: task.chatId,
    status: 'undone',
    created_at: iso(task.createdAtMs),
    performer_ids: task.performerIds,
    all_day: false,
    custom_properties: [],
  };
}
