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
  /** When a look last found it unread; `null`: none did. */
  readonly unreadAsOf: Date | null;
  /** Of the recipient; `null`: none of their own. */
  readonly timeZone: string | null;
  /** When the messenger last saw the recipient, as the directory says; `null`: never. */
  readonly lastActivityAt: Date | null;
  /** Whether the directory has the recipient. */
  readonly isKnown: boolean;
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
  readonly unreadAsOf: Date | null;
  readonly timeZone: string | null;
  readonly lastActivityAt: Date | null;
  readonly isKnown: boolean;
}

/**
 * Up to `limit` messages of a bot that are due. The runs take turns, so that a small one does not wait until a large one
 * is through; of a run the longest due first. In place of each message stands the newest due one of the same chat,
 * because a read of it settles the older ones; those stay due, and come when the newest is not read.
 *
 * Rows are not taken away from others: a bot has one owner, and what a look writes is guarded by `checks`, so a second
 * poller costs requests and nothing else. Never more than `limit` rows of a run are touched, however many are due, by
 * receipt_watch_sender_id_run_id_next_check_at_idx; `(select clock_timestamp())` is evaluated once, and the bare function
 * could not be compared through an index.
 */
export const selectDueWatches = (senderId: string, limit: number): Prisma.Sql => Prisma.sql`
  with recursive runs as (
    (select run_id from receipt_watch where sender_id = ${senderId}::uuid order by run_id limit 1)
    union all
    select (select w.run_id from receipt_watch w
             where w.sender_id = ${senderId}::uuid and w.run_id > r.run_id order by w.run_id limit 1)
      from runs r where r.run_id is not null),
  due as (
    select w.*
      from runs r
     cross join lateral (
        select recipient_id, row_number() over (order by next_check_at, delivery_id) as turn
          from (select recipient_id, next_check_at, delivery_id from receipt_watch
                 where sender_id = ${senderId}::uuid and run_id = r.run_id
                   and next_check_at <= (select clock_timestamp())
                 order by next_check_at limit ${limit}) first_of_run) w
     where r.run_id is not null),
  newest as (
    select distinct on (n.delivery_id) n.*, d.turn
      from due d
     cross join lateral (
        select w.delivery_id, w.recipient_id, w.message_id, w.sent_at, w.checks, w.next_check_at
          from receipt_watch w
         where w.sender_id = ${senderId}::uuid and w.recipient_id = d.recipient_id
           and w.next_check_at <= (select clock_timestamp())
         order by w.message_id desc limit 1) n
     order by n.delivery_id, d.turn),
  first_in_line as (
    select * from newest order by turn, next_check_at, delivery_id limit ${limit})
  select f.delivery_id as "deliveryId", f.recipient_id as "recipientId", f.message_id as "messageId",
         f.sent_at as "sentAt", f.checks, r.unread_as_of as "unreadAsOf",
         -- A look that was answered moves both instants together; see recordMissing.
         (r.checked_at is not null and r.checked_at is distinct from r.unread_as_of) as "wasMissing",
         p.time_zone as "timeZone", p.last_activity_at as "lastActivityAt", p.id is not null as "isKnown"
    from first_in_line f
    left join receipt r on r.delivery_id = f.delivery_id
    left join person p on p.id = f.recipient_id
   order by f.turn, f.next_check_at, f.delivery_id`;

export async function dueWatches(tx: Tx, senderId: string, limit: number): Promise<DueWatch[]> {
  const rows = await tx.$queryRaw<DueRow[]>(selectDueWatches(senderId, limit));
  return rows.map((row) => ({
    ...row,
    recipientId: Number(row.recipientId),
    messageId: Number(row.messageId),
  }));
}

/** Somebody who is left alone for a while. */
export interface IdleWatch {
  readonly deliveryId: bigint;
  readonly until: Date;
}

/** Puts looks off. @param asOf as of when the people are known not to have been in the messenger */
export async function leaveAlone(tx: Tx, asOf: Date, idle: readonly IdleWatch[]): Promise<void> {
  if (idle.length === 0) return;
  await tx.$executeRaw`
    update receipt_watch w set next_check_at = i.until, idle_as_of = ${asOf}::timestamptz
      from unnest(${idle.map(({ deliveryId }) => deliveryId)}::bigint[],
                  ${idle.map(({ until }) => until)}::timestamptz[]) i(delivery_id, until)
     where w.delivery_id = i.delivery_id and w.next_check_at <= clock_timestamp()`;
}

/** Postgres' time, cut to the millisecond that its columns keep: rounding up would claim a later look than there was. */
export async function databaseTime(tx: Tx): Promise<Date> {
  const rows = await tx.$queryRaw<{ now: Date }[]>`
    select date_trunc('milliseconds', clock_timestamp()) as now`;
  const [row] = rows;
  if (row === undefined) throw new Error('Postgres did not tell its time.');
  return row.now;
}
