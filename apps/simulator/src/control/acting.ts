import { clickableData, replyTo } from '../life/deeds.js';
import { type Simulation } from '../simulation.js';
import { type Message } from '../world/message.js';
import { plainText } from '../world/messenger.js';
import { type Person } from '../world/person.js';
import { ControlError } from './control-error.js';
import { checkedFields, isFromOne, isText, type Rules } from './rules.js';

/** What somebody can be made to do with a message, now. */
export const ACTS = ['read', 'click', 'delete', 'reply', 'react', 'edit', 'forward'] as const;
export type Act = (typeof ACTS)[number];

const RULES: Rules = {
  'messageId!': isFromOne,
  text: isText,
  data: isText,
  code: isText,
  toPersonId: isFromOne,
};

/** What an act needs to know; `messageId` always. */
export interface ActOrder {
  readonly messageId: number;
  /** Of a reply or an edit. */
  readonly text?: string;
  /** Of the button to click; default: the first one without a link. */
  readonly data?: string;
  /** Of a reaction; default 👍. */
  readonly code?: string;
  /** Whom to forward to. */
  readonly toPersonId?: number;
}

export function parseActOrder(body: unknown): ActOrder {
  // Checked field by field; the compiler cannot see that.
  return checkedFields(body, RULES) as unknown as ActOrder;
}

/**
 * Somebody acts, by the same ways as in their simulated life. Returns the id of the message that came of it, for a
 * reply or a forward, else that of the message acted upon.
 */
export function act(
  sim: Simulation,
  person: Person,
  kind: Act,
  order: ActOrder,
): { readonly messageId: number } {
  const message = sim.now.world.messages.find(order.messageId);
  if (message === undefined) throw new ControlError(404, `There is no message ${order.messageId}`);
  const { messenger, world } = sim.now;
  switch (kind) {
    case 'read':
      messenger.read(messenger.chatOf(message), person.id, message);
      break;
    case 'click':
      messenger.click(message, person.id, dataToClick(message, order));
      break;
    case 'delete':
      messenger.delete(message, person.id);
      messenger.touch(person.id);
      break;
    case 'react': {
      const code = order.code ?? '👍';
      messenger.read(messenger.chatOf(message), person.id, message);
      messenger.react(message, person.id, { code, name: code });
      messenger.touch(person.id);
      break;
    }
    case 'edit':
      if (message.authorId !== person.id)
        throw new ControlError(409, 'Only their own messages can be edited');
      messenger.edit(message, { content: order.text ?? '' });
      break;
    case 'reply':
      world.tallies.replies += 1;
      return { messageId: replyTo(messenger, message, person.id, order.text ?? 'Спасибо!').id };
    case 'forward':
      return { messageId: forward(sim, person, message, order.toPersonId) };
  }
  return { messageId: message.id };
}

function dataToClick(message: Message, order: ActOrder): string {
  const choices = clickableData(message);
  const data = order.data ?? choices[0];
  if (message.deletedAtMs !== null || data === undefined || !choices.includes(data)) {
    throw new ControlError(409, 'The message has no such button to click');
  }
  return data;
}

/** A copy by another author, with the buttons of the original, so that it can be mistaken for one. */
function forward(sim: Simulation, person: Person, message: Message, toPersonId: number | undefined): number {
  const { messenger, world } = sim.now;
  if (toPersonId === undefined || world.people.find(toPersonId) === undefined) {
    throw new ControlError(400, 'toPersonId must be somebody');
  }
  const chat = messenger.directChat(person.id, toPersonId);
  const body = { ...plainText(message.body.content), buttons: message.body.buttons };
  return messenger.post({ chat, authorId: person.id, body, forwardedFromId: message.id }).id;
}
