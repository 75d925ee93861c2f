import { Prisma, type Tx } from '#lib/database';
import type { DeliveryState } from './domain/delivery-state.js';
import type { AbsentSend, OpenSend } from './domain/own-message.js';

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

/** Where a message of the bot was posted, as far as its event says. */
export interface Place {
  readonly chatId: number;
  readonly people: readonly number[];
}

/** Sends of the bot to these people, or to whoever has this chat with it, whose outcome is open; parked ones included. */
export function openSends(tx: Tx, senderId: string, where: Place): Promise<OpenSend[]> {
  return tx.$queryRaw<OpenSend[]>`
    select d.id, d.state::text as state, d.recipient_id < 0 as "isShared", d.hwm, d.sending_since as "sendingSince" from delivery d
     where d.sender_id = ${senderId}::uuid and d.state in ('sending', 'unknown')
       and ${isAt(senderId, where)}`;
}

/** Sends of the bot to there whose doubt ended with the belief that there is no message; by when they had begun. */
export function absentSends(tx: Tx, senderId: string, where: Place): Promise<AbsentSend[]> {
  return tx.$queryRaw<AbsentSend[]>`
    select s.at as "sentAt", e.at as "believedAt"
      from delivery d
      join delivery_event e on e.delivery_id = d.id and e.from_state = 'unknown' and e.to_state <> 'sent'
      join lateral (select max(b.at) as at from delivery_event b
                     where b.delivery_id = d.id and b.id < e.id and b.to_state = 'sending') s on s.at is not null
     where d.sender_id = ${senderId}::uuid and ${isAt(senderId, where)}`;
}

function isAt(senderId: string, { chatId, people }: Place): Prisma.Sql {
  return Prisma.sql`(d.recipient_id = -${chatId}::bigint or d.recipient_id = any(${[...people]}::bigint[]) or d.recipient_id in (
    select recipient_id from dm_chat where sender_id = ${senderId}::uuid and chat_id = ${chatId}))`;
}
