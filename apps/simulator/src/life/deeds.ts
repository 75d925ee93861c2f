import { SeededRandom } from '../core/seeded-random.js';
import { type Message } from '../world/message.js';
import { type Messenger, plainText } from '../world/messenger.js';
import { type AftermathKind } from './reading-plan.js';

const REPLIES = [
  'Спасибо!',
  'Принято',
  'Ознакомился',
  'Хорошо',
  'Понял, спасибо',
  'А это обязательно?',
  'Буду',
];

/** The `data` of the buttons that a click would tell about: those without a link. */
export function clickableData(message: Message): string[] {
  const buttons = message.body.buttons?.flat() ?? [];
  return buttons.flatMap((button) =>
    button.url === undefined && button.data !== undefined ? [button.data] : [],
  );
}

/** A reader does something with a message. Does nothing where there is nothing to click, or the message is gone. */
export function carryOut(kind: AftermathKind, message: Message, personId: number, tools: DeedTools): void {
  if (message.deletedAtMs !== null) return;
  const { messenger, seed } = tools;
  const random = new SeededRandom(seed, 'deed', kind, message.id, personId);
  switch (kind) {
    case 'click': {
      const choices = clickableData(message);
      // The first button is the expected answer; some choose another.
      const data = random.chance(0.8) ? choices[0] : choices.at(-1);
      if (data !== undefined) messenger.click(message, personId, data);
      return;
    }
    case 'react':
      messenger.react(message, personId, { code: '👍', name: ':+1:' });
      messenger.touch(personId);
      return;
    case 'reply':
      tools.reply(message, personId, random.pick(REPLIES));
      return;
    case 'delete':
      messenger.delete(message, personId);
      messenger.touch(personId);
      return;
  }
}

interface DeedTools {
  readonly messenger: Messenger;
  readonly seed: number;
  readonly reply: (message: Message, personId: number, text: string) => Message;
}

/** Somebody answers in the chat of a message; they have read what stands above. */
export function replyTo(messenger: Messenger, message: Message, personId: number, text: string): Message {
  const chat = messenger.chatOf(message);
  messenger.read(chat, personId);
  messenger.touch(personId);
  return messenger.post({ chat, authorId: personId, body: plainText(text) });
}
