import type { Tx } from '#lib/database';
import { interval } from './claim.queries.js';
import type { ClosingReason } from './domain/delivery-state.js';

/** A delivery together with the right to act on it. */
export interface Fenced {
  readonly id: bigint;
  readonly fence: bigint;
}

/** Proof that a message exists, from whatever source. */
export interface Presence {
  readonly messageId: number;
  readonly chatId: number;
  /** `webhook`, `events`: the messenger told of it, over its webhook or in the bot's event history. */
  readonly evidence: 'answer' | 'history' | 'operator' | 'webhook' | 'events';
  /** When the messenger says it was made; `null`: now. */
  readonly createdAt: Date | null;
  /** For the delivery's history, where the evidence alone does not say enough. */
  readonly note?: string;
}

/** What binding a message came to. `second_copy`: another message of this delivery was bound before. */
export type Binding = 'bound' | 'known' | 'second_copy';

/**
 * `sent`, from whatever state and whatever the fence says: proof is always accepted (D3). Writes the chat and the
 * newest bound message of it in the same statement, so it needs no transaction of its own: every send ends here.
 *
 * @throws a unique violation of delivery_message_uq when the message is bound to another delivery
 */
export async function bindMessage(tx: Tx, deliveryId: bigint, presence: Presence): Promise<Binding> {
  const bound = await tx.$executeRaw`
    with bound as (
      update delivery
         set state = 'sent', message_id = ${presence.messageId}, chat_id = ${presence.chatId},
             evidence = ${presence.evidence}, reason = null, outcome = ${presence.note ?? presence.evidence},
             sent_at = least(greatest(coalesce(${presence.createdAt}::timestamptz, clock_timestamp()), sending_since),
                             clock_timestamp())
       where id = ${deliveryId} and state <> 'sent'
      returning sender_id, recipient_id)
    insert into dm_chat (sender_id, recipient_id, chat_id, last_message_id)
    select sender_id, recipient_id, ${presence.chatId}::bigint, ${presence.messageId}::bigint from bound
    on conflict (sender_id, recipient_id) do update
      set chat_id = excluded.chat_id,
          last_message_id = greatest(dm_chat.last_message_id, excluded.last_message_id)`;
  if (bound > 0) return 'bound';
  const copies = await tx.$executeRaw`
    insert into duplicate_message (sender_id, message_id, delivery_id)
    select sender_id, ${presence.messageId}, id from delivery
     where id = ${deliveryId} and message_id <> ${presence.messageId}
    on conflict do nothing`;
  return copies > 0 ? 'second_copy' : 'known';
}

/**
 * The same of a task, which stands in no chat. Its id is kept with the sign turned, so that nobody takes it for that of a
 * message.
 *
 * @returns whether this was the first word of it
 */
export async function bindTask(
  tx: Tx,
  deliveryId: bigint,
  { taskId, evidence }: { readonly taskId: number; readonly evidence: 'answer' | 'history' },
): Promise<boolean> {
  const bound = await tx.$executeRaw`
    update delivery set state = 'sent', message_id = ${-taskId}, evidence = ${evidence}, reason = null,
                        outcome = ${evidence}, sent_at = clock_timestamp()
     where id = ${deliveryId} and state <> 'sent'`;
  return bound > 0;
}

/** Second copies found beside the bound message. */
export async function noteSecondCopies(
  tx: Tx,
  deliveryId: bigint,
  messageIds: readonly number[],
): Promise<void> {
  await tx.$executeRaw`
    insert into duplicate_message (sender_id, message_id, delivery_id)
    select d.sender_id, copy, d.id from delivery d, unnest(${messageIds as number[]}::bigint[]) as copy
     where d.id = ${deliveryId} and d.message_id is distinct from copy
    on conflict do nothing`;
}

/**
 * Back to `pending`: nothing was sent, as the caller knows for certain (a 429, a refusal of the bot, no byte written,
 * an intent that was never used). Needs the fence.
 */
export async function handBack(
  tx: Tx,
  delivery: Fenced,
  why: { outcome: string; waitMs: number },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    update delivery set state = 'pending', outcome = ${why.outcome}, lease_owner = null, lease_until = null,
                        available_at = clock_timestamp() + ${interval(why.waitMs)}
     where id = ${delivery.id} and fence = ${delivery.fence} and state in ('leased', 'sending')`;
  return count > 0;
}

/** The messenger refused this person. */
export async function fail(tx: Tx, delivery: Fenced, reason: ClosingReason): Promise<boolean> {
  const count = await tx.$executeRaw`
    update delivery set state = 'failed', reason = ${reason}
     where id = ${delivery.id} and fence = ${delivery.fence} and state = 'sending'`;
  return count > 0;
}

/** Not to be sent to this person, decided before any intent. */
export async function skip(tx: Tx, delivery: Fenced, reason: ClosingReason): Promise<boolean> {
  const count = await tx.$executeRaw`
    update delivery set state = 'skipped', reason = ${reason}
     where id = ${delivery.id} and fence = ${delivery.fence} and state = 'leased'`;
  return count > 0;
}

/** Posted or not, nobody knows: the chat will tell. */
export async function doubt(
  tx: Tx,
  delivery: Fenced,
  why: { cause: string; firstLookMs: number },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    update delivery set state = 'unknown', doubt_since = clock_timestamp(), outcome = ${why.cause},
                        next_check_at = clock_timestamp() + ${interval(why.firstLookMs)}
     where id = ${delivery.id} and fence = ${delivery.fence} and state = 'sending'`;
  return count > 0;
}
