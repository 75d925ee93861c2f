import type { Tx } from '#lib/database';
import { interval } from './interval.queries.js';

/** How far the read figures of a run can be trusted. */
export interface Freshness {
  /**
   * Every read that the messenger showed before this instant is counted; later ones may be missing. `null`: nothing
   * was sent yet.
   */
  readonly asOf: Date | null;
  /** When the next look is due; in the past when pollers are behind; `null`: nothing is watched any more. */
  readonly nextSweepAt: Date | null;
  /** Messages whose look is due and has not been taken. */
  readonly backlog: number;
}

/**
 * The oldest «not yet read» among the watched messages, where a message that was never looked at counts from its send
 * (nobody reads before that). When nothing is watched any more, the last look of all.
 */
export async function freshnessOf(tx: Tx, runId: string, firstMs: number): Promise<Freshness> {
  const [open] = await tx.$queryRaw<Freshness[]>`
    select min(coalesce(r.unread_as_of, w.sent_at)) as "asOf", min(due.at) as "nextSweepAt",
           (count(*) filter (where due.at <= clock_timestamp()))::int as backlog
      from delivery d
      join receipt_watch w on w.delivery_id = d.id
      left join receipt r on r.delivery_id = d.id
     cross join lateral (
        -- A watch that no poller has adopted yet: see adoptNewWatches.
        select case when w.checks = 0 and w.next_check_at = w.sent_at then w.sent_at + ${interval(firstMs)}
                    else w.next_check_at end as at) due
     where d.run_id = ${runId}::uuid and d.state = 'sent'`;
  if (open !== undefined && open.asOf !== null) return open;
  const [settled] = await tx.$queryRaw<{ asOf: Date | null }[]>`
    select max(r.checked_at) as "asOf"
      from delivery d join receipt r on r.delivery_id = d.id
     where d.run_id = ${runId}::uuid and d.state = 'sent'`;
  return { asOf: settled?.asOf ?? null, nextSweepAt: null, backlog: 0 };
}
