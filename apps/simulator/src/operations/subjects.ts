import { isFields } from '../http/body.js';
import { type About, NOBODY, type Subject } from '../http/operation.js';
import { idOf, textOf } from '../http/query.js';
import { type Chat, peerOf } from '../world/chat.js';
import { type World } from '../world/world.js';

/** The chat that a send is counted in, before and after its first message alike: a direct one goes by the person. */
function subjectOfChat(world: World, chat: Chat): Subject {
  const personId = personOf(world, chat);
  return { personId, chatKey: personId === null ? `chat ${String(chat.id)}` : `person ${String(personId)}` };
}

/** For requests with a message's id in the path. */
export function aboutMessage({ sim, params }: About): Subject {
  const { world, messenger } = sim.now;
  const message = world.messages.find(idOf(params['id'] ?? '') ?? 0);
  return message === undefined ? NOBODY : subjectOfChat(world, messenger.chatOf(message));
}

/** For `GET /messages`. */
export function aboutChatInQuery({ sim, query }: About): Subject {
  const { world } = sim.now;
  const chat = world.chats.find(idOf(textOf(query, 'chat_id') ?? '') ?? 0);
  return chat === undefined ? NOBODY : subjectOfChat(world, chat);
}

/** For requests with a person's id in the path. */
export function aboutPerson({ params }: About): Subject {
  return { personId: idOf(params['id'] ?? params['user_id'] ?? ''), chatKey: null };
}

/** For `POST /messages`: whom its raw body is addressed to. */
export function aboutNewMessage({ sim, body }: About): Subject {
  const draft = isFields(body) && isFields(body['message']) ? body['message'] : {};
  const id = draft['entity_id'];
  if (typeof id !== 'number') return NOBODY;
  const { world } = sim.now;
  if (String(draft['entity_type']).toLowerCase() === 'user') {
    return { personId: id, chatKey: `person ${String(id)}` };
  }
  const isThread = String(draft['entity_type']).toLowerCase() === 'thread';
  const chat = isThread ? world.chats.findThread(id) : world.chats.find(id);
  return chat === undefined ? NOBODY : subjectOfChat(world, chat);
}

/** The person of a direct chat: the side that is no bot. */
function personOf(world: World, chat: Chat): number | null {
  const botSide = chat.memberIds.find((id) => world.people.find(id)?.bot === true);
  return peerOf(chat, botSide ?? 0);
}
