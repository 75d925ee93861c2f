import type { MarkedBy } from '#lib/deliveries';
import { Prisma, type Tx } from '#lib/database';

/** The delivery of a marker, as far as a click on it goes. */
export interface MarkedDelivery {
  readonly id: bigint;
  readonly recipientId: bigint;
  readonly isSent: boolean;
  readonly messageId: bigint | null;
  /** The text that the button stands under; `null`: there is none of the kind. */
  readonly contentVersionId: string | null;
}

/**
 * The version is what the message was last posted or edited with, where the button says the same; else the newest of
 * the campaign that does: an edit came between the click and its event, or is not written down yet.
 */
export async function findMarked(
  tx: Tx,
  senderId: string,
  button: { readonly marker: string; readonly substance: number },
): Promise<MarkedDelivery | null> {
  const [row] = await tx.$queryRaw<MarkedDelivery[]>`
    select d.id, d.recipient_id as "recipientId", d.state = 'sent' as "isSent", d.message_id as "messageId",
           case when v.substance = ${button.substance} then v.id
                else (select o.id from content_version o
                       where o.campaign_id = v.campaign_id and o.step = v.step and o.substance = ${button.substance}
                       order by o.number desc limit 1) end as "contentVersionId"
      from delivery d left join content_version v on v.id = d.content_version_id
     where d.marker = ${button.marker} and d.sender_id = ${senderId}::uuid`;
  return row ?? null;
}

/** What somebody confirmed a message with. */
type AcknowledgementSource = 'click' | 'reaction';

export interface NewAcknowledgement {
  readonly deliveryId: bigint;
  readonly choice: string;
  readonly source: AcknowledgementSource;
  readonly substance: number;
  readonly contentVersionId: string;
  readonly eventId: bigint;
  /** By the messenger's clock. */
  readonly at: Date;
}

/**
 * The first one of each substance stays, whatever comes later. The instant is brought between the send and now.
 *
 * Who confirms a reminder confirms the announcement that it is about: that row says so, too, and is what figures and
 * audiences look at. A reminder has the substance that the run had when it was made.
 *
 * @returns whether it is the first on this message
 */
export async function recordAcknowledgement(tx: Tx, ack: NewAcknowledgement): Promise<boolean> {
  const rows = await tx.$queryRaw<{ deliveryId: bigint }[]>`
    with confirmed as (
      select id, sender_id, sent_at, ${ack.contentVersionId}::uuid as content_version_id
        from delivery where id = ${ack.deliveryId} and state = 'sent'
      union all
      select a.id, a.sender_id, a.sent_at,
             case when v.substance = ${ack.substance} then v.id
                  else (select o.id from content_version o
                         where o.campaign_id = v.campaign_id and o.step = 0 and o.substance = ${ack.substance}
                         order by o.number desc limit 1) end
        from delivery d
        join delivery a on a.run_id = d.run_id and a.recipient_id = d.recipient_id and a.step = 0 and a.state = 'sent'
        join content_version v on v.id = a.content_version_id
       where d.id = ${ack.deliveryId} and d.step > 0 and d.state = 'sent')
    insert into acknowledgement (delivery_id, substance, sender_id, choice, content_version_id, source, event_id, acked_at,
                                 recorded_at, next_show_at)
    select id, ${ack.substance}, sender_id, ${ack.choice}, content_version_id, ${ack.source}, ${ack.eventId},
           greatest(sent_at, least(${ack.at}::timestamptz, clock_timestamp())), clock_timestamp(), clock_timestamp()
      from confirmed where content_version_id is not null
    on conflict (delivery_id, substance) do nothing
    returning delivery_id as "deliveryId"`;
  return rows.some(({ deliveryId }) => deliveryId === ack.deliveryId);
}

/** What the person has answered to these words. */
export interface Answer {
  readonly choice: string;
  readonly ackedAt: Date;
}

export async function findAnswer(tx: Tx, deliveryId: bigint, substance: number): Promise<Answer | null> {
  const [row] = await tx.$queryRaw<Answer[]>`
    select choice, acked_at as "ackedAt" from acknowledgement
     where delivery_id = ${deliveryId} and substance = ${substance}`;
  return row ?? null;
}

/** A message that is to show that it was confirmed. */
export interface ToShow {
  readonly deliveryId: bigint;
  /** Of the acknowledgement; the message may have come to say something else since. */
  readonly substance: number;
  readonly messageId: bigint;
  readonly recipientId: bigint;
  readonly marker: string;
  readonly attempt: number;
  readonly markedBy: MarkedBy;
  readonly contentVersionId: string;
  /** Its message has these words already, and its row does not say so: their edit failed half-way. */
  readonly isAhead: boolean;
  /** Tries so far, this one included. */
  readonly tries: number;
}

/** A message that the editor has in hand waits: two requests under way could land in either order. */
export const selectToShow = (senderId: string, limit: number): Prisma.Sql => Prisma.sql`
  select delivery_id, substance from acknowledgement k
   where sender_id = ${senderId}::uuid and next_show_at <= (select clock_timestamp())
     and not exists (select from edit e where e.delivery_id = k.delivery_id and e.state = 'doing')
   order by next_show_at limit ${limit} for update of k skip locked`;

/** The next try is set at once: a process that dies over one neither loses it nor keeps it. Repeating an edit is harmless. */
export function takeToShow(tx: Tx, senderId: string, limit: number): Promise<ToShow[]> {
  return tx.$queryRaw<ToShow[]>`
    with due as materialized (${selectToShow(senderId, limit)}),
    taken as (
      update acknowledgement a
         set next_show_at = clock_timestamp() + interval '1 minute', show_tries = show_tries + 1
        from due where a.delivery_id = due.delivery_id and a.substance = due.substance
      returning a.*)
    select d.id as "deliveryId", t.substance, d.message_id as "messageId", d.recipient_id as "recipientId", d.marker, d.attempt,
           d.marked_by as "markedBy", d.content_version_id as "contentVersionId",
           t.substance > v.substance as "isAhead", t.show_tries as tries
      from taken t join delivery d on d.id = t.delivery_id join content_version v on v.id = d.content_version_id
     order by t.acked_at`;
}

type Shown = Pick<ToShow, 'deliveryId' | 'substance'>;

/** Shown, unless the message has become another one meanwhile, or is about to: then once more, in the new words. */
export async function shown(tx: Tx, row: Shown & Pick<ToShow, 'contentVersionId'>): Promise<void> {
  await tx.$executeRaw`
    update acknowledgement a
       set shown_at = clock_timestamp(),
           next_show_at = case when d.content_version_id <> ${row.contentVersionId}::uuid
                                 or exists (select from edit e where e.delivery_id = d.id and e.state = 'doing')
                               then clock_timestamp() end
      from delivery d
     where d.id = a.delivery_id and a.delivery_id = ${row.deliveryId} and a.substance = ${row.substance}`;
}

export async function showLater(tx: Tx, row: Shown, inMs: number): Promise<void> {
  await tx.$executeRaw`
    update acknowledgement set next_show_at = clock_timestamp() + make_interval(secs => ${inMs / 1_000}::float8)
     where delivery_id = ${row.deliveryId} and substance = ${row.substance}`;
}

/** There is nothing to show it on. The acknowledgement itself counts as before. */
export async function neverShown(tx: Tx, row: Shown): Promise<void> {
  await tx.$executeRaw`
    update acknowledgement set next_show_at = null
     where delivery_id = ${row.deliveryId} and substance = ${row.substance}`;
}
