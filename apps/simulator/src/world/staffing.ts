import { randomBytes } from 'node:crypto';
import { Nicknames } from '../people/make-people.js';
import { type Bot, BOT_EVENT_NAMES, BOT_SCOPES } from './bot.js';
import { type Person } from './person.js';
import { FIRST_ID, type World } from './world.js';

/** A bot as the simulator is told to make one; everything has a default. */
export interface BotDraft {
  readonly token?: string;
  readonly name?: string;
  /** Default: every scope that a bot can hold. */
  readonly scopes?: readonly string[];
  readonly outgoingUrl?: string | null;
  readonly signingSecret?: string;
  readonly events?: readonly string[];
  readonly ignoreSelfMessages?: boolean;
  readonly eventsHistoryEnabled?: boolean;
}

/** Puts a bot into the workspace: somebody with `bot: true` and a picture, and a token. */
export function addBot(world: World, draft: BotDraft, nowMs: number): Bot {
  const id = world.people.all.length === 0 ? FIRST_ID.bot : world.people.nextId;
  const number = world.bots.length + 1;
  const person = botPerson(world, id, draft.name ?? `Бот ${String(number)}`, nowMs);
  const bot: Bot = {
    person,
    tokenId: FIRST_ID.token + number - 1,
    token: draft.token ?? randomBytes(24).toString('base64url'),
    scopes: new Set(draft.scopes ?? BOT_SCOPES),
    createdAtMs: nowMs,
    lastUsedAtMs: null,
    outgoingUrl: draft.outgoingUrl ?? null,
    signingSecret: draft.signingSecret ?? randomBytes(24).toString('hex'),
    events: new Set(draft.events ?? BOT_EVENT_NAMES),
    ignoreSelfMessages: draft.ignoreSelfMessages ?? false,
    eventsHistoryEnabled: draft.eventsHistoryEnabled ?? true,
    history: [],
  };
  world.addBot(bot);
  return bot;
}

/** A bot of somebody else: in the directory, but without a token here. */
export function botPerson(world: World, id: number, name: string, nowMs: number): Person {
  const person: Person = {
    id,
    firstName: name,
    lastName: null,
    nickname: `sim${String(id)}_bot`,
    phoneNumber: null,
    department: null,
    title: null,
    role: 'user',
    suspended: false,
    deleted: false,
    inviteStatus: 'confirmed',
    inviterId: null,
    tagIds: [],
    city: null,
    staffNumber: null,
    managerNickname: null,
    status: null,
    bot: true,
    sso: false,
    createdAtMs: nowMs,
    lastActivityAtMs: null,
    timeZone: null,
    imageUrl: `/avatars/${String(id)}.svg`,
  };
  world.people.add(person);
  return person;
}

/** An account name that nobody has yet. */
export function freeNickname(world: World, stem: string): string {
  const nicknames = new Nicknames();
  for (;;) {
    const nickname = nicknames.unique(stem);
    if (!world.people.isNicknameTaken(nickname)) return nickname;
  }
}
