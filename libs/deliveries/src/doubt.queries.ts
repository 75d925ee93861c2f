import { Prisma, type Tx } from '#lib/database';
import { chatOfDelivery } from './chat-of-delivery.queries.js';
import { interval } from './claim.queries.js';
import { NEGATIVES_NEEDED } from './domain/doubt.js';
import type { MarkedBy } from './domain/marker.js';
import { isTaskOf } from './run-steps.queries.js';
import type { Fenced } from './outcome.queries.js';

/** A delivery in doubt, with what is needed to look for its message. */
export interface Doubt extends Fenced {
  readonly runId: string;
  readonly recipientId: bigint;
  readonly marker: string;
  readonly markedBy: MarkedBy;
  readonly hwm: bigint;
  readonly chatId: bigint | null;
  readonly sendingSince: Date;
  readonly negatives: number;
  /** Database time of this look, right before it begins. */
  readonly readAt: Date;
  readonly elapsedMs: number;
  readonly sinceNegativeMs: number | null;
  readonly onUnproven: 'resend' | 'hold';
  readonly isParked: boolean;
  readonly isTask: boolean;
}

/** A look whose process died in it is repeated after so long; with a short Δ after so much of it. */
const LONGEST_LOOK_MS = 60_000;
const LOOK_SHARE = 0.2;

/**
 * Doubts of the bot that are due for a look. The next look is set at once, so that a look that takes long, or a
 * process that dies in it, neither repeats nor loses anything; the time is taken *before* the chat is read.
 */
export function takeDueDoubts(
  tx: Tx,
  senderId: string,
  take: { readonly limit: number; readonly settleMs: number },
): Promise<Doubt[]> {
  const againMs = Math.min(LONGEST_LOOK_MS, take.settleMs * LOOK_SHARE);
  return tx.$queryRaw<Doubt[]>`
    with due as materialized (
      select id from delivery
       where sender_id = ${senderId}::uuid and state = 'unknown' and next_check_at <= clock_timestamp()
       order by next_check_at limit ${take.limit} for update skip locked),
    taken as (
      update delivery d set next_check_at = clock_timestamp() + ${interval(againMs)}
        from due where d.id = due.id
      returning d.*)
    select t.id, t.fence, t.run_id as "runId", t.recipient_id as "recipientId", t.marker, t.marked_by as "markedBy",
           t.hwm, ${chatOfDelivery(Prisma.sql`t`)} as "chatId", t.sending_since as "sendingSince",
           t.negative_reads as negatives, clock_timestamp() as "readAt",
           (extract(epoch from clock_timestamp() - t.doubt_since) * 1000)::float8 as "elapsedMs",
           (extract(epoch from clock_timestamp() - t.negative_at) * 1000)::float8 as "sinceNegativeMs",
           -- A cancelled run sends nothing again, so there is nothing that a person would have to decide.
           -- Where the messenger does not keep the marker, not finding it proves nothing: a person decides.
           case when r.status = 'cancelling' then 'resend'
                when s.marker_avatar = 'lost' and coalesce(t.marked_by, 'avatar') = 'avatar' then 'hold'
                when s.marker_buttons = 'lost' and t.marked_by = 'buttons' then 'hold'
                when s.marker_avatar = 'lost' and s.marker_buttons = 'lost' then 'hold'
                else r.on_unproven end as "onUnproven", t.is_parked as "isParked",
           ${isTaskOf(Prisma.sql`t`)} as "isTask"
      from taken t join run r on r.id = t.run_id join sender s on s.id = t.sender_id
      left join dm_chat c on c.sender_id = t.sender_id and c.recipient_id = t.recipient_id`;
}

export async function lookAgain(tx: Tx, doubt: Fenced, inMs: number): Promise<void> {
  await tx.$executeRaw`
    update delivery set next_check_at = clock_timestamp() + ${interval(inMs)}
     where id = ${doubt.id} and fence = ${doubt.fence} and state = 'unknown'`;
}

/**
 * Leaves the lane: other messages may be sent to the person again, and the row is attributed by its marker alone.
 *
 * @returns whether it was in the lane until now
 */
export async function park(tx: Tx, doubt: Fenced, nextInMs: number): Promise<boolean> {
  const count = await tx.$executeRaw`
    update delivery set is_parked = true, next_check_at = clock_timestamp() + ${interval(nextInMs)}
     where id = ${doubt.id} and fence = ${doubt.fence} and state = 'unknown' and not is_parked`;
  return count > 0;
}

/** Absent beyond doubt, and by the wish of the campaign a person says what happens now. The row stays in doubt. */
export async function awaitPerson(tx: Tx, doubt: Doubt, nextInMs: number): Promise<void> {
  await tx.$executeRaw`
    update delivery set negative_reads = ${NEGATIVES_NEEDED}, negative_at = ${doubt.readAt}, outcome = 'absent',
                        next_check_at = clock_timestamp() + ${interval(nextInMs)}
     where id = ${doubt.id} and fence = ${doubt.fence} and state = 'unknown'
       and negative_reads = ${doubt.negatives}`;
}

/** One more absence that counts, as of the moment before the chat was read. */
export async function countNegative(tx: Tx, doubt: Doubt, nextInMs: number): Promise<void> {
  await tx.$executeRaw`
    update delivery set negative_reads = negative_reads + 1, negative_at = ${doubt.readAt},
                        next_check_at = clock_timestamp() + ${interval(nextInMs)}
     where id = ${doubt.id} and fence = ${doubt.fence} and state = 'unknown'
       and negative_reads = ${doubt.negatives}`;
}

/**
 * Absent beyond doubt: may be sent again, with a new fence and the same marker. Of a cancelled run it is not: the
 * upkeep closes what is left `pending` of it.
 */
export async function resolveAbsent(tx: Tx, doubt: Doubt): Promise<boolean> {
  const count = await tx.$executeRaw`
    update delivery set state = 'pending', fence = fence + 1, negative_reads = negative_reads + 1,
                        negative_at = ${doubt.readAt}, available_at = clock_timestamp(), outcome = 'absent',
                        lease_owner = null, lease_until = null
     where id = ${doubt.id} and fence = ${doubt.fence} and state = 'unknown'
       and negative_reads = ${doubt.negatives}`;
  return count > 0;
}

/** Of these messages, those that are bound to a delivery, or known as second copies. */
export async function boundMessages(
  tx: Tx,
  senderId: string,
  messageIds: readonly number[],
): Promise<Set<number>> {
  const rows = await tx.$queryRaw<{ messageId: bigint }[]>`
    select message_id as "messageId" from delivery
     where sender_id = ${senderId}::uuid and message_id = any(${messageIds as number[]}::bigint[])
    union all
    select message_id from duplicate_message
     where sender_id = ${senderId}::uuid and message_id = any(${messageIds as number[]}::bigint[])`;
  return new Set(rows.map((row) => Number(row.messageId)));
}
