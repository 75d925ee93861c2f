import { Injectable } from '@nestjs/common';
import { type Chat, PachcaError } from '#lib/pachca';
import { SendersService, type SenderSession } from '#lib/senders';
import type { Verdict } from './verdict.js';

/**
 * Whether something can be posted into a chat, right before the intent: the messenger is asked each time, for posts
 * into chats are few and the mirror hears nothing of a chat that was archived. Whether the bot may write in a channel
 * shows only when it does.
 */
@Injectable()
export class ChatEligibility {
  constructor(private readonly senders: SendersService) {}

  async of(session: SenderSession, chatId: number): Promise<Verdict> {
    const { botUserId } = await this.senders.get(session.senderId);
    try {
      return judge(await session.client.getChat(chatId), botUserId);
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      if (error.kind === 'not_found') return { kind: 'ineligible', reason: 'not_found' };
      if (error.kind === 'forbidden') return { kind: 'ineligible', reason: 'no_access' };
      return { kind: 'unreachable' };
    }
  }
}

function judge(chat: Chat, botUserId: number | null): Verdict {
  if (chat.isArchived) return { kind: 'ineligible', reason: 'chat_archived' };
  // A direct chat belongs to a person, and a message there to their lane.
  if (chat.isPersonal || botUserId === null || !chat.memberIds.includes(botUserId))
    return { kind: 'ineligible', reason: 'no_access' };
  return { kind: 'eligible', to: { kind: 'chat', chatId: chat.id } };
}
