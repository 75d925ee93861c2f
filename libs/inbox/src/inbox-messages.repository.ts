import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';

/** A direct chat of a bot. */
export interface MessagePlace {
  readonly senderId: string;
  /** The bot's account; `null`: not known. */
  readonly authorId: number | null;
  /** `null`: not known. */
  readonly chatId: number | null;
  readonly personId: number;
}

/** What was told of messages and waits to be acted upon. */
@Injectable()
export class InboxMessages {
  /** Whether an event about a message of the bot in this chat is stored and not settled. */
  async isAboutOpen(tx: Tx, place: MessagePlace): Promise<boolean> {
    const { senderId, authorId, chatId, personId } = place;
    const [row] = await tx.$queryRaw<{ isSo: boolean }[]>`
      select exists (
        select from inbound_event
         where sender_id = ${senderId}::uuid and state in ('received', 'stale') and type = 'message'
           and (body->>'userId')::bigint = ${authorId}
           and ((body->>'chatId')::bigint = ${chatId}
                or (body->>'entityType' = 'user' and (body->>'entityId')::bigint = ${personId}))) as "isSo"`;
    return row?.isSo === true;
  }
}
