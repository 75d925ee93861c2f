import type { MarkedBy } from '#lib/deliveries';
import { Prisma, type Tx } from '#lib/database';

/** The delivery of a marker, as far as a click on it goes. */
export interface MarkedDelivery {
  readonly id: bigint;
  readonly recipientId: bigint;
  readonly isSent: boolean;
  readonly messageId: bigint | null;
  /** What it was last posted or edited with; `null`: nothing so far. */
  readonly contentVersionId: string | null;
}

export async function findMarked(tx: Tx, senderId: string, marker: string): Promise<MarkedDelivery | null> {
  const [row] = await tx.$queryRaw<MarkedDelivery[]>`
    select id, recipient_id as "recipientId", state = 'sent' as "isSent", message_id as "messageId",
           content_version_id as "contentVersionId"
      from delivery where marker = ${marker} and sender_id = ${senderId}::uuid`;
  return row ?? null;
}

export interface NewAcknowledgement {
  readonly deliveryId: bigint;
  readonly choice: string;
  readonly contentVersionId: string;
  readonly eventId: bigint;
  /** By the messenger's clock. */
  readonly at: Date;
}

/** The first one stays, whatever comes later. The instant is brought between the send and now. @returns whether it is the first */
export async function recordAcknowledgement(tx: Tx, ack: NewAcknowledgement): Promise<boolean> {
  const count = await tx.$executeRaw`
    insert into acknowledgement (delivery_id, sender_id, choice, content_version_id, source, event_id, acked_at,
                                 recorded_at, next_show_at)
    select id, sender_id, ${ack.choice}, ${ack.contentVersionId}::uuid, 'click', ${ack.eventId},
           greatest(sent_at, least(${ack.at}::timestamptz, clock_timestamp())), clock_timestamp(), clock_timestamp()
      from delivery where id = ${ack.deliveryId} and state = 'sent'
    on conflict (delivery_id) do nothing`;
  return count > 0;
}

/** A message that is to show that it was confirmed. */
export interface ToShow {
  readonly deliveryId: bigint;
  readonly messageId: bigint;
  readonly recipientId: bigint;
  readonly marker: string;
  readonly attempt: number;
  readonly markedBy: MarkedBy;
  readonly contentVersionId: string;
  readonly choice: string;
  readonly ackedAt: Date;
  /** Tries so far, this one included. */
  readonly tries: number;
}

export const selectToShow = (senderId: string, limit: number): Prisma.Sql => Prisma.sql`
  select delivery_id from acknowledgement
   where sender_id = ${senderId}::uuid and next_show_at <= (select clock_timestamp())
   order by next_show_at limit ${limit} for update skip locked`;

/** The next try is set at once: a process that dies over one neither loses it nor keeps it. Repeating an edit is harmless. */
export function takeToShow(tx: Tx, senderId: string, limit: number): Promise<ToShow[]> {
  return tx.$queryRaw<ToShow[]>`
    with due as materialized (${selectToShow(senderId, limit)}),
    taken as (
      update acknowledgement a
         set next_show_at = clock_timestamp() + interval '1 minute', show_tries = show_tries + 1
        from due where a.delivery_id = due.delivery_id
      returning a.*)
    select d.id as "deliveryId", d.message_id as "messageId", d.recipient_id as "recipientId", d.marker, d.attempt,
           d.marked_by as "markedBy", d.content_version_id as "contentVersionId", t.choice, t.acked_at as "ackedAt",
           t.show_tries as tries
      from taken t join delivery d on d.id = t.delivery_id
     order by t.acked_at`;
}

/** Shown, unless the message has become another one meanwhile: then it is shown again, in the new words. */
export async function shown(tx: Tx, row: Pick<ToShow, 'deliveryId' | 'contentVersionId'>): Promise<void> {
  await tx.$executeRaw`
    update acknowledgement a
       set shown_at = clock_timestamp(),
           next_show_at = case when d.content_version_id <> ${row.contentVersionId}::uuid then clock_timestamp() end
      from delivery d where d.id = a.delivery_id and a.delivery_id = ${row.deliveryId}`;
}

export async function showLater(tx: Tx, deliveryId: bigint, inMs: number): Promise<void> {
  await tx.$executeRaw`
    update acknowledgement set next_show_at = clock_timestamp() + make_interval(secs => ${inMs / 1_000}::float8)
     where delivery_id = ${deliveryId}`;
}

/** There is nothing to show it on. The acknowledgement itself counts as before. */
export async function neverShown(tx: Tx, deliveryId: bigint): Promise<void> {
  await tx.$executeRaw`update acknowledgement set next_show_at = null where delivery_id = ${deliveryId}`;
}
