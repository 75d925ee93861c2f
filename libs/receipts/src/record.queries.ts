import { Prisma, type Tx } from '#lib/database';
import type { ReadSource } from './domain/read-source.js';
import { interval } from './interval.queries.js';

export interface ReadFact {
  readonly deliveryId: bigint;
  /** When it is known to have been read; `null`: now, by Postgres' clock. */
  readonly seenAt: Date | null;
  readonly source: Exclude<ReadSource, 'newer_message'>;
}

export interface RecordedRead {
  /** False: there is no such delivery, or its message is not known to exist. */
  readonly isSent: boolean;
  /** False: its read was known before; nothing has changed. */
  readonly isNew: boolean;
  /** Older messages of the same direct chat that are read with it. */
  readonly olderCount: number;
}

interface RecordedRow {
  readonly isSent: boolean;
  readonly isNew: boolean;
  readonly olderCount: number;
}

/**
 * Writes a read, and with it those of older messages that the same bot sent to the same person: whoever opened the chat
 * has seen what stands above. Older means sent before *and* of a smaller id, since `sent_at` of a message that was found
 * in the chat afterwards is less exact than the order of ids in one chat (assumption A6 of the protocol).
 *
 * One statement. `seenAt` is brought between the send and now, since it may come from the messenger's clock. A read is
 * written once: the first instant at which it was known is the narrowest. An earlier «not yet read» that a deed
 * contradicts is dropped, or the interval would end before it begins.
 */
export async function recordRead(tx: Tx, fact: ReadFact): Promise<RecordedRead> {
  const rows = await tx.$queryRaw<RecordedRow[]>`
    with target as materialized (
      select d.id, d.run_id, d.step, d.sender_id, d.recipient_id, d.message_id, d.sent_at,
             greatest(d.sent_at, least(coalesce(${fact.seenAt}::timestamptz, clock_timestamp()), clock_timestamp()))
               as seen_at
        from delivery d where d.id = ${fact.deliveryId} and d.state = 'sent'),
    older as materialized (
      select w.delivery_id, t.seen_at
        from target t join receipt_watch w
          on w.sender_id = t.sender_id and w.recipient_id = t.recipient_id
         and w.sent_at < t.sent_at and w.message_id < t.message_id
       -- One order for everybody, so that two of these never wait for each other.
       order by w.delivery_id for update of w),
    -- What a follow-up is about stands above it, too, and may not be watched any more.
    announced as materialized (
      select a.id as delivery_id, t.seen_at
        from target t join delivery a
          on a.run_id = t.run_id and a.recipient_id = t.recipient_id and a.step < t.step
         and a.state = 'sent' and a.sent_at < t.sent_at and a.message_id < t.message_id and a.message_id > 0),
    settled as materialized (
      select delivery_id, seen_at, 'newer_message' as source from older
      union
      select delivery_id, seen_at, 'newer_message' from announced
      union all
      select id, seen_at, ${fact.source} from target),
    unwatched as (
      delete from receipt_watch w using settled s where w.delivery_id = s.delivery_id),
    recorded as (
      insert into receipt as r (delivery_id, read_seen_at, source, checked_at)
      select delivery_id, seen_at, source, seen_at from settled order by delivery_id
      on conflict (delivery_id) do update
        set read_seen_at = excluded.read_seen_at, source = excluded.source, checked_at = excluded.checked_at,
            unread_as_of = case when r.unread_as_of < excluded.read_seen_at then r.unread_as_of end
        where r.read_seen_at is null
      returning delivery_id)
    select exists (select from target) as "isSent",
           exists (select from recorded where delivery_id = ${fact.deliveryId}) as "isNew",
           (select count(*) from recorded where delivery_id <> ${fact.deliveryId})::int as "olderCount"`;
  const [row] = rows;
  if (row === undefined) throw new Error('Postgres did not tell what it recorded.');
  return row;
}

/** A look that was answered. */
export interface AnsweredLook {
  readonly deliveryId: bigint;
  /** `checks` when the row was taken: another poller's look in between makes this one void. */
  readonly checks: number;
  /** Postgres' time *before* the request. */
  readonly lookedAt: Date;
  /** `null`: there is no further look, the watch ends. */
  readonly nextLookAt: Date | null;
}

/** The readers were read to the end and the person was not among them: not yet read as of `lookedAt`. */
export async function recordUnread(tx: Tx, look: AnsweredLook): Promise<void> {
  await tx.$executeRaw`
    with moved as (${moveWatch(look)})
    insert into receipt as r (delivery_id, unread_as_of, checked_at)
    select delivery_id, ${look.lookedAt}::timestamptz, ${look.lookedAt}::timestamptz from moved
    on conflict (delivery_id) do update
      set unread_as_of = excluded.unread_as_of, checked_at = excluded.checked_at
      where r.read_seen_at is null`;
}

/**
 * The messenger does not know the message: `checked_at` moves on alone. So a receipt without a read whose `checked_at`
 * differs from `unread_as_of`, and that nobody watches any more, says «the message is gone; nothing later is known».
 */
export async function recordMissing(tx: Tx, look: AnsweredLook): Promise<void> {
  await tx.$executeRaw`
    with moved as (${moveWatch(look)})
    insert into receipt as r (delivery_id, checked_at)
    select delivery_id, ${look.lookedAt}::timestamptz from moved
    on conflict (delivery_id) do update set checked_at = excluded.checked_at where r.read_seen_at is null`;
}

function moveWatch(look: AnsweredLook): Prisma.Sql {
  const isThisLook = Prisma.sql`delivery_id = ${look.deliveryId} and checks = ${look.checks}`;
  if (look.nextLookAt === null) {
    return Prisma.sql`delete from receipt_watch where ${isThisLook} returning delivery_id`;
  }
  return Prisma.sql`
    update receipt_watch set checks = checks + 1, next_check_at = ${look.nextLookAt}::timestamptz, idle_as_of = null
     where ${isThisLook} returning delivery_id`;
}

/** A look that got no answer is tried again; nothing is known, so nothing is said. */
export async function postponeLook(
  tx: Tx,
  look: Pick<AnsweredLook, 'deliveryId' | 'checks'>,
  delayMs: number,
): Promise<void> {
  await tx.$executeRaw`
    update receipt_watch set next_check_at = clock_timestamp() + ${interval(delayMs)}
     where delivery_id = ${look.deliveryId} and checks = ${look.checks}`;
}
