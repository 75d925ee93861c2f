import { type Answer, ok } from '../http/answer.js';
import { type Call, type Operation } from '../http/operation.js';
import { presentChat } from '../http/present.js';
import { presentTag, presentUser, tagMembers } from '../http/present-people.js';
import { flagOf, instantOf, listOf, oneOf, pageFor, pathId } from '../http/query.js';
import { refusal } from '../http/refusal.js';
import { type Chat } from '../world/chat.js';
import { type Person } from '../world/person.js';
import { type Tag } from '../world/tag-store.js';
import { requireReadable } from './targets.js';
import { personView } from './views.js';

const PAGE = 50;

const common = { method: 'GET', requestClass: 'other' } as const;

/** Tags and chats. */
export const GROUP_OPERATIONS: readonly Operation[] = [
  { ...common, name: 'tags.list', path: '/group_tags', scope: 'group_tags:read', handle: listTags },
  {
    ...common,
    name: 'tags.get',
    path: '/group_tags/:id',
    scope: 'group_tags:read',
    handle: (call) => ok(presentTag(knownTag(call), call.sim.now.world, call.sim.behaviour)),
  },
  {
    ...common,
    name: 'tags.users',
    path: '/group_tags/:id/users',
    scope: 'group_tags:read',
    handle: listTagUsers,
  },
  { ...common, name: 'chats.list', path: '/chats', scope: 'chats:read', handle: listChats },
  {
    ...common,
    name: 'chats.get',
    path: '/chats/:id',
    scope: 'chats:read',
    handle: (call) => ok(presentChat(visibleChat(call))),
  },
  {
    ...common,
    name: 'chats.members',
    path: '/chats/:id/members',
    scope: 'chat_members:read',
    handle: listMembers,
  },
];

function listTags(call: Call): Answer {
  const { world } = call.sim.now;
  const names = listOf(call.query, 'names');
  const accepts = (tag: Tag): boolean => names === undefined || names.includes(tag.name);
  const page = pageFor(
    call,
    { name: 'tags', items: world.tags.all, keyOf: (tag) => [tag.id], accepts },
    PAGE,
  );
  return ok(
    page.data.map((tag) => presentTag(tag, world, call.sim.behaviour)),
    page.meta,
  );
}

function listTagUsers(call: Call): Answer {
  const tag = knownTag(call);
  const items = tagMembers(tag, call.sim.now.world, call.sim.behaviour);
  return peoplePage(call, `tag.${String(tag.id)}`, items);
}

function knownTag(call: Call): Tag {
  const id = pathId(call);
  const tag = call.sim.now.world.tags.find(id);
  if (tag === undefined) throw refusal(404, 'id', 'not_found', id);
  return tag;
}

function listChats(call: Call): Answer {
  const { query } = call;
  const { chats } = call.sim.now.world;
  const sort = oneOf(query, 'sort', ['id', 'last_message_at'], 'id');
  const order = oneOf(query, 'order', ['asc', 'desc'], 'desc');
  const isPublic = oneOf(query, 'availability', ['is_member', 'public'], 'is_member') === 'public';
  const accepts = chatFilter(call);
  const items = isPublic ? [...chats.all()].filter((chat) => chat.public) : chats.chatsOf(call.bot.person.id);
  const keyOf = (chat: Chat): readonly number[] =>
    sort === 'id' ? [chat.id] : [chat.lastMessageAtMs, newestMessage(chat), chat.id];
  // Sorted in place: the list is nearly in one of the two orders already, which makes sorting 100,000 chats cheap.
  if (sort === 'id') items.sort((a, b) => a.id - b.id);
  else
    items.sort(
      (a, b) => a.lastMessageAtMs - b.lastMessageAtMs || newestMessage(a) - newestMessage(b) || a.id - b.id,
    );
  const name = `chats.${sort}.${order}`;
  const page = pageFor(call, { name, items, keyOf, isDescending: order === 'desc', accepts }, PAGE);
  return ok(page.data.map(presentChat), page.meta);
}

/** Message ids grow over all chats, so they order what was written in one millisecond; 0 where nothing was. */
function newestMessage(chat: Chat): number {
  return chat.messageIds.at(-1) ?? 0;
}

function chatFilter({ query }: Call): (chat: Chat) => boolean {
  const includesArchived = flagOf(query, 'archived') ?? false;
  const personal = flagOf(query, 'personal');
  const after = instantOf(query, 'last_message_at_after') ?? Number.NEGATIVE_INFINITY;
  const before = instantOf(query, 'last_message_at_before') ?? Number.POSITIVE_INFINITY;
  return (chat) =>
    (includesArchived || !chat.archived) &&
    (personal === undefined || personal === (chat.kind === 'direct')) &&
    chat.lastMessageAtMs >= after &&
    chat.lastMessageAtMs <= before;
}

function visibleChat(call: Call): Chat {
  const id = pathId(call);
  const chat = call.sim.now.world.chats.find(id);
  if (chat === undefined) throw refusal(404, 'id', 'not_found', id);
  requireReadable(call, chat);
  return chat;
}

function listMembers(call: Call): Answer {
  const chat = visibleChat(call);
  const { world } = call.sim.now;
  const role = oneOf(call.query, 'role', ['all', 'owner', 'admin', 'editor', 'member'], 'all');
  const root = world.chats.find(chat.rootChatId) ?? chat;
  const items = root.memberIds.flatMap((id) => {
    const person = world.people.find(id);
    return person !== undefined && !person.deleted && hasRole(root, id, role) ? person : [];
  });
  return peoplePage(call, `members.${String(chat.id)}.${role}`, items);
}

/** The owner is the only administrator of a chat here. */
function hasRole(
  chat: Chat,
  personId: number,
  role: 'all' | 'owner' | 'admin' | 'editor' | 'member',
): boolean {
  const isOwner = chat.ownerId === personId;
  const isEditor = !isOwner && (chat.kind === 'direct' || chat.editorIds?.has(personId) === true);
  switch (role) {
    case 'all':
      return true;
    case 'owner':
    case 'admin':
      return isOwner;
    case 'editor':
      return isEditor;
    case 'member':
      return !isOwner && !isEditor;
  }
}

function peoplePage(call: Call, name: string, items: readonly Person[]): Answer {
  const view = personView(call);
  const page = pageFor(call, { name, items, keyOf: (person) => [person.id] }, PAGE);
  return ok(
    page.data.map((person) => presentUser(person, view)),
    page.meta,
  );
}
