import type { RunStatus } from '#lib/campaigns';
import { Prisma, type Tx } from '#lib/database';
import { chatOfDelivery } from './chat-of-delivery.queries.js';
import type { DeliveryState } from './domain/delivery-state.js';
import type { Fenced } from './outcome.queries.js';
import { isTaskOf } from './run-steps.queries.js';

/** A delivery somebody wants to resolve, locked until the transaction ends. */
export interface ResolvableRow extends Fenced {
  readonly senderId: string;
  readonly runId: string;
  readonly state: DeliveryState;
  readonly runStatus: RunStatus;
  readonly isTask: boolean;
}

export async function lockDelivery(
  tx: Tx,
  target: { readonly campaignId: string; readonly deliveryId: bigint },
): Promise<ResolvableRow | null> {
  const [row] = await tx.$queryRaw<ResolvableRow[]>`
    select d.id, d.fence, d.sender_id as "senderId", d.run_id as "runId", d.state::text as state,
           r.status::text as "runStatus", ${isTaskOf(Prisma.sql`d`)} as "isTask"
      from delivery d join run r on r.id = d.run_id
     where d.id = ${target.deliveryId} and r.campaign_id = ${target.campaignId}::uuid
       for update of d`;
  return row ?? null;
}

/** Who acts, for the history that the guard trigger writes; until the transaction ends. */
export async function actAs(tx: Tx, actor: string): Promise<void> {
  await tx.$executeRaw`select set_config('vestnik.actor', ${actor}, true)`;
}

/** Sent again on an operator's word: the trigger lets it pass only inside this transaction, and with a new fence. */
export async function sendAgain(tx: Tx, delivery: Fenced): Promise<void> {
  await tx.$executeRaw`select set_config('vestnik.operator_resolve', 'on', true)`;
  await tx.$executeRaw`
    update delivery set state = 'pending', fence = fence + 1, available_at = clock_timestamp(),
                        outcome = 'operator: send again', lease_owner = null, lease_until = null
     where id = ${delivery.id} and fence = ${delivery.fence} and state = 'unknown'`;
  await tx.$executeRaw`select set_config('vestnik.operator_resolve', 'off', true)`;
}

/** Given up without proof. A later proof still makes it `sent`. */
export async function closeUnproven(tx: Tx, delivery: Fenced): Promise<void> {
  await tx.$executeRaw`
    update delivery set state = 'failed', reason = 'unproven', fence = fence + 1
     where id = ${delivery.id} and fence = ${delivery.fence} and state = 'unknown'`;
}

export interface ResolutionRecord {
  readonly operationId: string;
  readonly deliveryId: bigint;
  readonly action: 'bind' | 'send_again' | 'close_as_unproven';
  readonly messageId: number | null;
  readonly reason: string;
  readonly requestedBy: string;
}

export async function recordResolution(tx: Tx, record: ResolutionRecord): Promise<void> {
  await tx.$executeRaw`
    insert into doubt_resolution (operation_id, delivery_id, action, message_id, reason, requested_by, requested_at)
    values (${record.operationId}::uuid, ${record.deliveryId}, ${record.action}, ${record.messageId},
            ${record.reason}, ${record.requestedBy}, clock_timestamp())`;
}

/** What an operator wants bound, with what the message must fit. */
export interface BindingWish {
  readonly deliveryId: bigint;
  readonly messageId: bigint;
  readonly requestedBy: string;
  readonly recipientId: bigint;
  readonly marker: string;
  readonly chatId: bigint | null;
}

export async function findWish(tx: Tx, operationId: string): Promise<BindingWish | null> {
  const [row] = await tx.$queryRaw<BindingWish[]>`
    select w.delivery_id as "deliveryId", w.message_id as "messageId", w.requested_by as "requestedBy",
           d.recipient_id as "recipientId", d.marker, ${chatOfDelivery(Prisma.sql`d`)} as "chatId"
      from doubt_resolution w join delivery d on d.id = w.delivery_id
      left join dm_chat c on c.sender_id = d.sender_id and c.recipient_id = d.recipient_id
     where w.operation_id = ${operationId}::uuid and w.action = 'bind'`;
  return row ?? null;
}

/** The state of a delivery, locked until the transaction ends. */
export async function lockState(tx: Tx, deliveryId: bigint): Promise<DeliveryState | null> {
  const [row] = await tx.$queryRaw<{ state: DeliveryState }[]>`
    select state::text as state from delivery where id = ${deliveryId} for update`;
  return row?.state ?? null;
}
