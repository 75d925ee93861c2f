import { type SimulatorBehaviour } from '../behaviour.js';
import { type Call } from '../http/operation.js';
import { oauthRefusal, refusal } from '../http/refusal.js';
import { type Chat, peerOf } from '../world/chat.js';
import { type Person } from '../world/person.js';

/** What a message can be addressed to; any case is understood, the document shows lower case. */
export const ENTITY_TYPES = ['discussion', 'thread', 'user'] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** Where a message will go. A direct chat may not exist yet: it is made by `open`, once all else is found right. */
interface WriteTarget {
  readonly existing: Chat | undefined;
  readonly open: () => Chat;
}

/** Throws where writing is not allowed; changes nothing. */
export function targetToWrite(call: Call, type: EntityType, id: number): WriteTarget {
  const { world, messenger } = call.sim.now;
  const botId = call.bot.person.id;
  if (type === 'user') {
    const person = personToWrite(call, id);
    const existing = world.chats.findDirect(botId, person.id);
    return { existing, open: () => messenger.directChat(botId, person.id) };
  }
  const chat = type === 'thread' ? world.chats.findThread(id) : world.chats.find(id);
  if (chat === undefined) throw refusal(404, 'entity_id', 'not_found', id);
  requireMember(call, chat);
  requireWritable(call, chat);
  if (chat.kind === 'direct') personToWrite(call, peerOf(chat, botId) ?? botId);
  return { existing: chat, open: () => chat };
}

/** 403 for a chat that exists but that the bot is not in; public chats may be read by everybody. */
export function requireReadable(call: Call, chat: Chat): void {
  const root = call.sim.now.world.chats.find(chat.rootChatId) ?? chat;
  if (!root.public) requireMember(call, chat);
}

export function requireMember(call: Call, chat: Chat): void {
  if (!call.sim.now.world.isMember(chat, call.bot.person.id))
    throw refusal(403, 'chat_id', 'forbidden', chat.id);
}

/** Archived chats take no messages, pins, deletions or threads, nor do threads of theirs; in a channel only editors write. */
export function requireWritable(call: Call, chat: Chat): void {
  const root = call.sim.now.world.chats.find(chat.rootChatId) ?? chat;
  if (root.archived) throw refusal(403, 'chat_id', 'forbidden', chat.id);
  if (chat.kind === 'channel' && !call.sim.now.world.isEditor(chat, call.bot.person.id)) {
    throw refusal(403, 'chat_id', 'forbidden', chat.id);
  }
}

function personToWrite(call: Call, id: number): Person {
  const { behaviour } = call.sim;
  const person = call.sim.now.world.people.find(id);
  if (person === undefined || person.deleted) {
    throw refusal(behaviour.messageToUnknown === 'refused_404' ? 404 : 422, 'entity_id', 'not_found', id);
  }
  const decision = decisionFor(person, person.id === call.bot.person.id, behaviour);
  if (decision === 'refused_422') throw refusal(422, 'entity_id', 'personal_chat', id);
  if (decision === 'refused_403') throw oauthRefusal(403, 'forbidden', 'The person cannot be written to');
  return person;
}

function decisionFor(
  person: Person,
  isSelf: boolean,
  behaviour: SimulatorBehaviour,
): 'accepted' | 'refused_422' | 'refused_403' {
  if (isSelf) return behaviour.messageToSelf;
  if (person.suspended) return behaviour.messageToSuspended;
  if (person.bot) return behaviour.messageToBot;
  if (person.inviteStatus === 'sent') return behaviour.messageToInvited;
  return person.role === 'guest' || person.role === 'multi_guest' ? behaviour.messageToGuest : 'accepted';
}
