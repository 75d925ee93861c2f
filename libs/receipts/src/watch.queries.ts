import { Prisma, type Tx } from '#lib/database';
import { interval } from './interval.queries.js';

/** A message that is due for a look. */
export interface DueWatch {
  readonly deliveryId: bigint;
  readonly recipientId: number;
  readonly messageId: number;
  readonly sentAt: Date;
  /** Looks that were answered so far: the guard of what a look writes. */
  readonly checks: number;
  /** The messenger did not know the message at the last look. */
  readonly wasMissing: boolean;
}

/**
 * Gives new watches their first look. The trigger that makes them does not know the configuration, so they arrive due
 * at the moment of the send, and that is how they are told from watches that are really due.
 */
export const moveNewWatches = (senderId: string, firstMs: number): Prisma.Sql => Prisma.sql`
  update receipt_watch set next_check_at = sent_at + ${interval(firstMs)}
   where sender_id = ${senderId}::uuid and next_check_at <= (select clock_timestamp())
     and checks = 0 and next_check_at = sent_at`;

export function adoptNewWatches(tx: Tx, senderId: string, firstMs: number): Promise<number> {
  return tx.$executeRaw(moveNewWatches(senderId, firstMs));
}

interface DueRow {
  readonly deliveryId: bigint;
  readonly recipientId: bigint;
  readonly messageId: bigint;
  readonly sentAt: Date;
  readonly checks: number;
  readonly wasMissing: boolean;
}

/**
 * Up to `limit` messages of a bot that are due, the longest due first, one for each recipient: the newest, because a
 * read of it settles the older ones. Those stay due, and come when the newest is not read.
 *
 * Rows are not taken away from others: a bot has one owner, and what a look writes is guarded by `checks`, so a second
 * poller costs requests and nothing else. `(select clock_timestamp())` is evaluated once; the bare function could not
 * be compared through receipt_watch_sender_id_next_check_at_idx.
 */
export const selectDueWatches = (senderId: string, limit: number): Prisma.Sql => Prisma.sql`
  with newest as (
    select distinct on (w.recipient_id)
           w.delivery_id, w.recipient_id, w.message_id, w.sent_at, w.checks, w.next_check_at
      from receipt_watch w
     where w.sender_id = ${senderId}::uuid and w.next_check_at <= (select clock_timestamp())
     order by w.recipient_id, w.message_id desc),
  first_in_line as (
    select * from newest order by next_check_at, delivery_id limit ${limit})
  select f.delivery_id as "deliveryId", f.recipient_id as "recipientId", f.message_id as "messageId",
         f.sent_at as "sentAt", f.checks,
         -- A look that was answered moves both instants together; see recordMissing.
         (r.checked_at is not null and r.checked_at is distinct from r.unread_as_of) as "wasMissing"
    from first_in_line f left join receipt r on r.delivery_id = f.delivery_id
   order by f.next_check_at, f.delivery_id`;

export async function dueWatches(tx: Tx, senderId: string, limit: number): Promise<DueWatch[]> {
  const rows = await tx.$queryRaw<DueRow[]>(selectDueWatches(senderId, limit));
  return rows.map((row) => ({
    ...row,
    recipientId: Number(row.recipientId),
    messageId: Number(row.messageId),
  }));
}

/** Postgres' time, cut to the millisecond that its columns keep: rounding up would claim a later look than there was. */
export async function databaseTime(tx: Tx): Promise<Date> {
  const rows = await tx.$queryRaw<{ now: Date }[]>`
    select date_trunc('milliseconds', clock_timestamp()) as now`;
  const [row] = rows;
  if (row === undefined) throw new Error('Postgres did not tell its time.');
  return row.now;
}
