import { DomainError, type ErrorDetail } from '#lib/kernel';
import type { BlockedChat } from './target.js';

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

const WHY = {
  not_found: 'is not there any more',
  chat_archived: 'is archived',
  no_access: 'does not have the bot as a member',
} as const satisfies Record<BlockedChat['why'], string>;

/** Nothing can be posted into some of the chats; nothing is sent to the others either. */
export class ChatNotWritableError extends DomainError {
  readonly code = 'chat_not_writable';
  override readonly facts: Facts;

  constructor(chats: readonly BlockedChat[]) {
    super(
      `${chats.map(({ chatId, why }) => `Chat ${chatId} ${WHY[why]}.`).join(' ')} Mend it in the messenger, then POST ` +
        '/v1/directory/sync; or take it out of the target.',
    );
    this.facts = { chats: chats.map(({ chatId, why }) => ({ chat_id: chatId, reason: why })) };
  }
}
