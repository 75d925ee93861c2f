import type { Tx } from '#lib/database';
import { interval } from './claim.queries.js';

/** A message beside the bound one of its delivery. */
export interface SecondCopy {
  readonly messageId: bigint;
  readonly deliveryId: bigint;
}

/** Copies of a bot that are to be removed now; the next try is set at once. */
export function takeCopies(
  tx: Tx,
  senderId: string,
  work: { readonly limit: number; readonly retryMs: number },
): Promise<SecondCopy[]> {
  return tx.$queryRaw<SecondCopy[]>`
    with due as materialized (
      select message_id from duplicate_message
       where sender_id = ${senderId}::uuid and removed_at is null and next_try_at <= clock_timestamp()
       order by next_try_at limit ${work.limit} for update skip locked)
    update duplicate_message m set next_try_at = clock_timestamp() + ${interval(work.retryMs)}
      from due where m.sender_id = ${senderId}::uuid and m.message_id = due.message_id
    returning m.message_id as "messageId", m.delivery_id as "deliveryId"`;
}

export async function copyRemoved(tx: Tx, senderId: string, messageId: bigint): Promise<void> {
  await tx.$executeRaw`
    update duplicate_message set removed_at = clock_timestamp()
     where sender_id = ${senderId}::uuid and message_id = ${messageId} and removed_at is null`;
}
