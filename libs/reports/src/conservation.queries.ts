import type { Tx } from '#lib/database';

/** Something that must never be, with how many rows are so. */
export interface Violation {
  readonly code:
    /** The run does not have as many announcements as it expects. */
    | 'row_count'
    /** It is over, and rows are still open. */
    | 'open_after_end'
    /** Read, although its message is not known to exist. */
    | 'read_without_send'
    /** The interval of a read is empty or begins before the send. */
    | 'read_out_of_order'
    /** Still watched, although it is read. */
    | 'watched_after_read'
    /** Sent, and nobody has looked or will look whether it is read. */
    | 'sent_unwatched';
  readonly count: number;
}

interface ViolationRow {
  readonly code: Violation['code'];
  readonly count: number;
}

/** What is wrong with the rows of a run; empty when they are as promised. From one snapshot, or it may accuse wrongly. */
export async function violationsOf(tx: Tx, runId: string): Promise<Violation[]> {
  return tx.$queryRaw<ViolationRow[]>`
    with run_row as (select id, status, expected_count from run where id = ${runId}::uuid),
    ledger as materialized (
      select d.step, d.state, d.sent_at, r.delivery_id is not null as has_receipt, r.unread_as_of, r.read_seen_at,
             w.delivery_id is not null or cp.delivery_id is not null as is_watched
        from delivery d
        left join receipt r on r.delivery_id = d.id
        left join receipt_watch w on w.delivery_id = d.id
        left join chat_post cp on cp.delivery_id = d.id
       where d.run_id = ${runId}::uuid),
    found(code, count) as (
      select 'row_count', (select abs(coalesce(expected_count, 0) - (select count(*) from ledger where step = 0)) from run_row)
      union all
      select 'open_after_end', count(*) from ledger, run_row
       where status in ('completed', 'cancelled') and state in ('pending', 'leased', 'sending', 'unknown')
      union all
      select 'read_without_send', count(*) from ledger where read_seen_at is not null and state <> 'sent'
      union all
      select 'read_out_of_order', count(*) from ledger
       where read_seen_at < sent_at or read_seen_at < unread_as_of or unread_as_of < sent_at
      union all
      select 'watched_after_read', count(*) from ledger where read_seen_at is not null and is_watched
      union all
      select 'sent_unwatched', count(*) from ledger where state = 'sent' and not is_watched and not has_receipt)
    select code, count::int as count from found where count > 0`;
}
