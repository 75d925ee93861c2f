import type { Tx } from '#lib/database';

/** How far the history of a bot was read. */
export interface HistoryPosition {
  readonly lastEventAt: Date | null;
  /** When the last reading began that came to its end. */
  readonly polledAt: Date | null;
  readonly trouble: string | null;
}

/** With the database's time, right before a reading begins. */
export async function positionOf(
  tx: Tx,
  senderId: string,
): Promise<HistoryPosition & { readonly now: Date }> {
  const [row] = await tx.$queryRaw<(HistoryPosition & { now: Date })[]>`
    select h.last_event_at as "lastEventAt", h.polled_at as "polledAt", h.trouble,
           date_trunc('milliseconds', clock_timestamp()) as now
      from (select ${senderId}::uuid as sender_id) s left join event_history h on h.sender_id = s.sender_id`;
  if (row === undefined) throw new Error('Postgres did not tell its time.');
  return row;
}

/** A reading came to its end. `gapFrom`: something may have come and gone unseen since then. */
export async function readingDone(
  tx: Tx,
  senderId: string,
  reading: {
    /** Of the newest entry; `null`: there was none. */
    readonly newestAt: Date | null;
    readonly startedAt: Date;
    readonly gapFrom: Date | null;
  },
): Promise<void> {
  const { newestAt, startedAt, gapFrom } = reading;
  await tx.$executeRaw`
    insert into event_history as h (sender_id, last_event_at, polled_at, gap_from, gap_found_at)
    values (${senderId}::uuid, ${newestAt}::timestamptz, ${startedAt}::timestamptz,
            ${gapFrom}::timestamptz,             case when ${gapFrom}::timestamptz is not null then clock_timestamp() end)
    on conflict (sender_id) do update
      set last_event_at = greatest(excluded.last_event_at, h.last_event_at),
          polled_at = excluded.polled_at, trouble = null,
          gap_from = coalesce(excluded.gap_from, h.gap_from),
          gap_found_at = coalesce(excluded.gap_found_at, h.gap_found_at)`;
}

/** The history could not be read, for this reason; where it was read to is as before. */
export async function readingFailed(tx: Tx, senderId: string, trouble: string): Promise<void> {
  await tx.$executeRaw`
    insert into event_history as h (sender_id, trouble) values (${senderId}::uuid, ${trouble})
    on conflict (sender_id) do update set trouble = excluded.trouble where h.trouble is distinct from excluded.trouble`;
}

/** How busy a bot is, for how often its history is read. */
export type Business = 'sending' | 'recently' | 'idle';

/** `sending`: a run is open, or something is in doubt. `recently`: one ended within a day, so people still answer. */
export async function businessOf(tx: Tx, senderId: string): Promise<Business> {
  const [row] = await tx.$queryRaw<{ business: Business }[]>`
    select case
        when exists (select from run where sender_id = ${senderId}::uuid and status not in ('completed', 'cancelled'))
          or exists (select from delivery where sender_id = ${senderId}::uuid and state in ('sending', 'unknown'))
          then 'sending'
        when exists (select from run where sender_id = ${senderId}::uuid
                        and finished_at > clock_timestamp() - interval '1 day') then 'recently'
        else 'idle' end as business`;
  return row?.business ?? 'idle';
}
