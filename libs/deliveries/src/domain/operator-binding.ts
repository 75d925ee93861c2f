/** What the messenger says about a message that an operator takes for that of a delivery. */
export interface NamedMessage {
  readonly authorId: number;
  readonly chatId: number;
  readonly isForwarded: boolean;
  /** Of whichever delivery; `null`: it carries none. */
  readonly marker: string | null;
}

/** What the message must fit. */
export interface BindingFacts {
  readonly botUserId: number | null;
  /** The chat of the bot and the recipient. */
  readonly chatId: number;
  readonly marker: string;
}

/** Why a message cannot be the one: a stable code and a sentence. */
export interface BindingRefusal {
  readonly code: 'not_from_bot' | 'wrong_chat' | 'forwarded' | 'other_marker';
  readonly detail: string;
}

/** An operator may know what no marker tells, but not what the message itself denies. `null`: it can be the one. */
export function bindingRefusal(message: NamedMessage, facts: BindingFacts): BindingRefusal | null {
  if (message.authorId !== facts.botUserId)
    return { code: 'not_from_bot', detail: 'The message was not written by the bot.' };
  if (message.chatId !== facts.chatId)
    return { code: 'wrong_chat', detail: 'The message is not in the chat of the bot and this person.' };
  if (message.isForwarded)
    return { code: 'forwarded', detail: 'The message is a forwarded copy, not the one that was sent.' };
  if (message.marker !== null && message.marker !== facts.marker)
    return { code: 'other_marker', detail: 'The message carries the marker of another delivery.' };
  return null;
}
