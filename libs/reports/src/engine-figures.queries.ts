import type { Tx } from '#lib/database';

/** Most due looks that are counted: above it the exact number says nothing more. */
const MOST_BACKLOG = 10_000;

export interface EngineRow {
  readonly unknownOldestS: number;
  readonly copiesMade: number;
  readonly copiesRemoved: number;
  readonly guardRefusals: number;
  readonly foreignMessages: number;
  readonly readBacklog: number;
  readonly databaseNow: Date;
}

/** From partial indexes, and from tables of a handful of rows: a reading of the figures walks over no run. */
export async function engineRow(tx: Tx): Promise<EngineRow | null> {
  const [row] = await tx.$queryRaw<EngineRow[]>`
    select coalesce((select extract(epoch from clock_timestamp() - min(doubt_since)) from delivery
                      where state = 'unknown'), 0)::float8 as "unknownOldestS",
           (select count(*) from duplicate_message)::int as "copiesMade",
           (select count(removed_at) from duplicate_message)::int as "copiesRemoved",
           (select count(*) from guard_refusal)::int as "guardRefusals",
           (select count(*) from foreign_message)::int as "foreignMessages",
           (select count(*) from (select 1 from sender s
              cross join lateral (select 1 from receipt_watch w
                                   where w.sender_id = s.id and w.next_check_at <= clock_timestamp()
                                   limit ${MOST_BACKLOG}) due
             limit ${MOST_BACKLOG}) looks)::int as "readBacklog",
           clock_timestamp() as "databaseNow"`;
  return row ?? null;
}

export interface BotRow {
  readonly id: string;
  readonly status: string;
  readonly avatar: string;
  readonly buttons: string;
  readonly history: string;
  readonly isBreakerOpen: boolean;
}

export function botRows(tx: Tx): Promise<BotRow[]> {
  return tx.$queryRaw<BotRow[]>`
    select s.id, s.status::text as status, s.marker_avatar as avatar, s.marker_buttons as buttons,
           s.marker_history as history, b.sender_id is not null as "isBreakerOpen"
      from sender s left join open_breaker b on b.sender_id = s.id`;
}

export function censusRows(tx: Tx): Promise<{ readonly state: string; readonly count: number }[]> {
  return tx.$queryRaw<{ state: string; count: number }[]>`
    select state::text as state, count::float8 as count from delivery_census`;
}
