import { Injectable } from '@nestjs/common';
import { type KnownThread, PlaceLookups } from '#lib/directory';
import { type Chat, PachcaError } from '#lib/pachca';
import { SendersService, type SenderSession } from '#lib/senders';
import type { Verdict } from './verdict.js';

/**
 * Whether something can be posted into a chat, right before the intent: the messenger is asked each time, for posts
 * into chats are few and the mirror hears nothing of a chat that was archived. Whether the bot may write in a channel
 * shows only when it does; a check has told, as far as that is known.
 */
@Injectable()
export class ChatEligibility {
  constructor(
    private readonly senders: SendersService,
    private readonly places: PlaceLookups,
  ) {}

  async of(session: SenderSession, chatId: number): Promise<Verdict> {
    const { botUserId } = await this.senders.get(session.senderId);
    const thread = await this.places.threadOf(chatId);
    try {
      if (thread !== null && (await isMessageGone(session, thread))) return NOT_THERE;
      const chat = await session.client.getChat(thread?.rootChatId ?? chatId);
      return judge(chat, botUserId) ?? { kind: 'eligible', to: { kind: 'chat', chatId, thread } };
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      if (error.kind === 'not_found') return NOT_THERE;
      if (error.kind === 'forbidden') return NO_ACCESS;
      return { kind: 'unreachable' };
    }
  }
}

const NOT_THERE: Verdict = { kind: 'ineligible', reason: 'not_found' };
const NO_ACCESS: Verdict = { kind: 'ineligible', reason: 'no_access' };

/** Below a message that was deleted nobody looks. */
async function isMessageGone({ client }: SenderSession, { messageId }: KnownThread): Promise<boolean> {
  return (await client.getMessage(messageId)).deletedAt !== null;
}

/** `null`: nothing is against it. */
function judge(chat: Chat, botUserId: number | null): Verdict | null {
  if (chat.isArchived) return { kind: 'ineligible', reason: 'chat_archived' };
  // A direct chat belongs to a person, and a message there to their lane.
  const isIn = !chat.isPersonal && botUserId !== null && chat.memberIds.includes(botUserId);
  return isIn ? null : NO_ACCESS;
}
