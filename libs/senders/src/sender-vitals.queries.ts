import type { Tx } from '#lib/database';
import { OWNER_LOCK } from './ownership.queries.js';

export interface VitalsRow {
  readonly senderId: string;
  readonly name: string;
  readonly status: 'checking' | 'active' | 'held';
  /** Milliseconds since the owner renewed its lease, while its connection holds the bot's lock; else `null`. */
  readonly ownerSilentMs: number | null;
  readonly throttledLastHour: number;
}

/** All bots, oldest first. */
export function vitals(tx: Tx): Promise<VitalsRow[]> {
  return tx.$queryRaw<VitalsRow[]>`
    select s.id as "senderId", s.name, s.status::text as status,
           (select (extract(epoch from clock_timestamp() - l.renewed_at) * 1000)::float8
              from sender_lease l
             where l.sender_id = s.id
               and exists (select 1 from pg_locks k
                            where k.locktype = 'advisory' and k.classid = ${OWNER_LOCK}::int::oid and k.granted
                              and k.objid = (hashtext(s.id::text)::bigint & 4294967295)::oid
                              and k.pid = l.backend_pid
                              and k.database = (select oid from pg_database where datname = current_database()))
           ) as "ownerSilentMs",
           (select count(*)::int from throttle t
             where t.sender_id = s.id and t.at > clock_timestamp() - interval '1 hour') as "throttledLastHour"
      from sender s
     order by s.created_at, s.id`;
}

export interface OpenHold {
  readonly senderId: string;
  readonly requestClass: string;
  readonly until: Date;
}

/** Waits that the messenger asked for and that are not over. */
export function openClassHolds(tx: Tx): Promise<OpenHold[]> {
  return tx.$queryRaw<OpenHold[]>`
    select sender_id as "senderId", request_class as "requestClass", hold_until as "until"
      from class_hold where hold_until > clock_timestamp() order by sender_id, request_class`;
}

export interface SendReduction {
  readonly senderId: string;
  readonly reducedTo: number;
  /** So many refusals in a row that only the floor was left. */
  readonly isFloored: boolean;
  /** From now; below zero: the wait is over for so long. */
  readonly untilMs: number;
}

/** The newest 429 to a send of each bot that had one within the last day. */
export function sendReductions(tx: Tx): Promise<SendReduction[]> {
  return tx.$queryRaw<SendReduction[]>`
    select distinct on (sender_id) sender_id as "senderId", reduced_to as "reducedTo", is_floored as "isFloored",
           (extract(epoch from wait_until - clock_timestamp()) * 1000)::float8 as "untilMs"
      from throttle where request_class = 'send' order by sender_id, at desc, id desc`;
}
