import { type Bot } from './bot.js';
import { type World } from './world.js';

const FIRST_PEOPLE = 200;
const DAY_MS = 24 * 3_600_000;

/**
 * The chats that every simulated company has: where the bots may write, where they may not, and an archived one.
 * Only the announcement channel holds everybody.
 */
export function addCompanyChats(world: World, nowMs: number): void {
  const people = world.people.all.filter((person) => !person.bot);
  const ids = people
    .filter((person) => person.inviteStatus === 'confirmed' && !person.suspended)
    .map((each) => each.id);
  const ownerId = ids[0] ?? 0;
  const botIds = world.bots.map((bot) => bot.person.id);
  const some = ids.slice(0, FIRST_PEOPLE);
  const common = { ownerId, atMs: nowMs - 300 * DAY_MS };
  world.chats.add({
    ...common,
    kind: 'channel',
    name: 'Объявления компании',
    memberIds: [...ids, ...botIds],
    editorIds: botIds,
    public: true,
  });
  world.chats.add({
    ...common,
    kind: 'group',
    name: 'Общий чат',
    memberIds: [...some, ...botIds],
    public: true,
  });
  world.chats.add({
    ...common,
    kind: 'group',
    name: 'Склад: смены',
    memberIds: [...some.slice(0, 50), ...botIds],
  });
  world.chats.add({ ...common, kind: 'group', name: 'Дирекция', memberIds: some.slice(0, 5) });
  world.chats.add({ ...common, kind: 'channel', name: 'Новости ИТ', memberIds: some, public: true });
  world.chats.add({
    ...common,
    kind: 'group',
    name: 'Новогодний вечер',
    memberIds: [...some, ...botIds],
    archived: true,
  });
}

/** A bot that came later joins what the first ones are in. */
export function joinCompanyChats(world: World, bot: Bot): void {
  const first = world.bots[0];
  if (first === undefined || first === bot) return;
  for (const chat of world.chats.chatsOf(first.person.id)) {
    if (chat.kind === 'direct') continue;
    world.chats.join(chat, bot.person.id);
    if (chat.editorIds?.has(first.person.id) === true) chat.editorIds.add(bot.person.id);
  }
}
