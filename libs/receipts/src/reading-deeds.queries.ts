import type { Tx } from '#lib/database';

/** The newest message that the bot sent to this person before another message of their direct chat. */
export async function lastSentBefore(
  tx: Tx,
  answer: {
    readonly senderId: string;
    readonly personId: number;
    readonly chatId: number;
    readonly messageId: number;
  },
): Promise<bigint | null> {
  const [row] = await tx.$queryRaw<{ id: bigint }[]>`
    select d.id from dm_chat c
      join delivery d on d.sender_id = c.sender_id and d.recipient_id = c.recipient_id
     where c.sender_id = ${answer.senderId}::uuid and c.recipient_id = ${answer.personId} and c.chat_id = ${answer.chatId}
       and d.state = 'sent' and d.message_id < ${answer.messageId}
     order by d.message_id desc limit 1`;
  return row?.id ?? null;
}

/** The delivery of a message, if it is this person's. */
export async function deliveryOf(
  tx: Tx,
  message: { readonly senderId: string; readonly personId: number; readonly messageId: number },
): Promise<bigint | null> {
  const [row] = await tx.$queryRaw<{ id: bigint }[]>`
    select id from delivery
     where sender_id = ${message.senderId}::uuid and message_id = ${message.messageId}
       and recipient_id = ${message.personId} and state = 'sent'`;
  return row?.id ?? null;
}
