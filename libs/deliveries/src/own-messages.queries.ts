import type { Tx } from '#lib/database';
import type { DeliveryState } from './domain/delivery-state.js';
import type { OpenSend } from './domain/own-message.js';

/** The delivery of a marker. */
export interface MarkedDelivery {
  readonly id: bigint;
  readonly state: DeliveryState;
}

export async function findByMarker(tx: Tx, senderId: string, marker: string): Promise<MarkedDelivery | null> {
  const [row] = await tx.$queryRaw<MarkedDelivery[]>`
    select id, state::text as state from delivery where marker = ${marker} and sender_id = ${senderId}::uuid`;
  return row ?? null;
}

/** Sends of the bot to these people, or to whoever has this chat with it, whose outcome is open; parked ones included. */
export function openSends(
  tx: Tx,
  senderId: string,
  where: { readonly chatId: number; readonly people: readonly number[] },
): Promise<OpenSend[]> {
  return tx.$queryRaw<OpenSend[]>`
    select d.id, d.state::text as state, d.recipient_id < 0 as "isShared", d.hwm, d.sending_since as "sendingSince" from delivery d
     where d.sender_id = ${senderId}::uuid and d.state in ('sending', 'unknown')
       and (d.recipient_id = -${where.chatId}::bigint or d.recipient_id = any(${[...where.people]}::bigint[]) or d.recipient_id in (
              select recipient_id from dm_chat where sender_id = ${senderId}::uuid and chat_id = ${where.chatId}))`;
}
