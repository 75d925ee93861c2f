import { DomainError, type ErrorDetail } from '#lib/kernel';
import { type BlockedPlace, type NamedPlace, type Obstacle } from './target.js';

type Facts = Readonly<Record<string, unknown>>;

/** The target names chats that the directory does not have. */
export class UnknownChatError extends DomainError {
  readonly code = 'unknown_chat';
  override readonly facts: Facts;
  override readonly details: readonly ErrorDetail[];

  constructor(chatIds: readonly number[]) {
    super(
      `The directory has no chat ${chatIds.join(', ')}. GET /v1/directory/chats lists those that the bots see; add the ` +
        'bot to the chat, then POST /v1/directory/sync.',
    );
    this.facts = { chat_ids: chatIds };
    this.details = [
      {
        pointer: '#/target/chat_ids',
        code: 'unknown_chat',
        detail: this.message,
        params: { chat_ids: chatIds },
      },
    ];
  }
}

/** In the words of a sentence that begins with the place. */
const WHY = {
  not_found: 'is not there, or the bot may not see it: add it to the chat',
  chat_archived: 'is archived',
  no_access: 'does not have the bot as a member: add it to the chat',
  read_only: 'is a channel in which the bot may only read: make it an editor or an administrator there',
  chat_unknown:
    'hangs in a chat that the directory does not have: add the bot that reads it, then POST /v1/directory/sync',
  direct_chat: 'hangs in a direct chat: send to people instead',
  message_deleted: 'hangs below a message that was deleted',
  message_in_thread: 'stands in a thread itself, and there is no thread below it: name that thread',
  thread_alone: 'hangs below no message of a chat, so nobody tells who reads it',
  scope_missing: 'cannot be asked about: the bot lacks the scope «threads:read» or «messages:read»',
  not_looked_at: 'is being looked up at the messenger by the worker: check again in a few seconds',
  named_twice: 'is a thread that the target names already',
} as const satisfies Record<Obstacle, string>;

const NOUNS = { chat: 'Chat', thread: 'Thread', message: 'The thread of message' } as const;

/** Why nothing can be posted there, as a sentence. */
export function obstacleSentence({ kind, id, why }: BlockedPlace): string {
  return `${NOUNS[kind]} ${id} ${WHY[why]}.`;
}

/** The id of a place under the name that the API has for it. */
export function placeFacts({ kind, id }: NamedPlace): Facts {
  return { [`${kind}_id`]: id };
}

/** Nothing can be posted into some of the places; nothing is sent to the others either. */
export class ChatNotWritableError extends DomainError {
  readonly code = 'chat_not_writable';
  override readonly facts: Facts;

  constructor(places: readonly BlockedPlace[]) {
    const sentences = places.map(obstacleSentence);
    // Of what is still being looked up there is nothing to mend.
    if (places.some(({ why }) => why !== 'not_looked_at'))
      sentences.push(
        'Mend it in the messenger, then POST …/check (of chats also POST /v1/directory/sync); or take it out of the target.',
      );
    super(sentences.join(' '));
    this.facts = { chats: places.map((place) => ({ ...placeFacts(place), reason: place.why })) };
  }
}
