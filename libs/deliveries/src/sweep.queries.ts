import { Prisma, type Tx } from '#lib/database';
import { chatOfDelivery } from './chat-of-delivery.queries.js';
import { interval } from './claim.queries.js';
import type { DeliveryState } from './domain/delivery-state.js';

/** A delivery that was in doubt, with what is needed to look for copies of its message. */
export interface Sweep {
  readonly deliveryId: bigint;
  /** When the sweep was taken. */
  readonly state: DeliveryState;
  readonly recipientId: bigint;
  readonly marker: string;
  readonly hwm: bigint;
  readonly chatId: bigint | null;
  readonly sendingSince: Date;
  readonly resolvedAt: Date;
  readonly sinceResolvedMs: number;
  readonly sweeps: number;
}

/** Gives the newly resolved doubts of a bot the time of their first sweep. */
export async function planSweeps(tx: Tx, senderId: string, firstMs: number): Promise<void> {
  await tx.$executeRaw`
    update doubt_sweep set next_at = resolved_at + ${interval(firstMs)}
     where sender_id = ${senderId}::uuid and next_at is null`;
}

/**
 * Sweeps that are due. The next try is set at once, so that one that takes long, or a process that dies in it, neither
 * repeats nor loses anything. A delivery that is in doubt again is the reconciler's until that doubt is resolved, too.
 */
export function takeDueSweeps(tx: Tx, senderId: string, limit: number): Promise<Sweep[]> {
  return tx.$queryRaw<Sweep[]>`
    with due as materialized (
      select s.delivery_id from doubt_sweep s join delivery d on d.id = s.delivery_id
       where s.sender_id = ${senderId}::uuid and s.next_at <= clock_timestamp() and d.state <> 'unknown'
       order by s.next_at limit ${limit} for update of s skip locked),
    taken as (
      update doubt_sweep s set next_at = clock_timestamp() + interval '1 minute'
        from due where s.delivery_id = due.delivery_id
      returning s.*)
    select t.delivery_id as "deliveryId", d.state::text as state, d.recipient_id as "recipientId", d.marker, t.hwm,
           ${chatOfDelivery(Prisma.sql`d`)} as "chatId", t.sending_since as "sendingSince",
           t.resolved_at as "resolvedAt", t.sweeps,
           (extract(epoch from clock_timestamp() - t.resolved_at) * 1000)::float8 as "sinceResolvedMs"
      from taken t join delivery d on d.id = t.delivery_id
      left join dm_chat c on c.sender_id = t.sender_id and c.recipient_id = d.recipient_id`;
}

/** Done once more, and next so long after the doubt was resolved. Nothing happens if it was in doubt again meanwhile. */
export async function sweepDone(tx: Tx, sweep: Sweep, nextAfterMs: number): Promise<void> {
  await tx.$executeRaw`
    update doubt_sweep set sweeps = sweeps + 1, next_at = resolved_at + ${interval(nextAfterMs)}
     where delivery_id = ${sweep.deliveryId} and resolved_at = ${sweep.resolvedAt}`;
}

/** Tried in vain; once more after a while. */
export async function sweepAgain(tx: Tx, sweep: Sweep, inMs: number): Promise<void> {
  await tx.$executeRaw`
    update doubt_sweep set next_at = clock_timestamp() + ${interval(inMs)}
     where delivery_id = ${sweep.deliveryId} and resolved_at = ${sweep.resolvedAt}`;
}

export async function endSweeps(tx: Tx, sweep: Sweep): Promise<void> {
  await tx.$executeRaw`
    delete from doubt_sweep where delivery_id = ${sweep.deliveryId} and resolved_at = ${sweep.resolvedAt}`;
}
