import type { Tx } from '#lib/database';
import type { LedgerEvent } from './domain/timeline.js';
import { LEDGER_COLUMNS, LEDGER_JOINS } from './recipients.queries.js';
import type { LedgerRow } from './recipient-row.js';

/** One row of one campaign; a row of another campaign is not found. */
export interface RecipientTarget {
  readonly campaignId: string;
  readonly deliveryId: bigint;
}

/** What only the page of one recipient shows. */
export interface LedgerDetail {
  readonly campaignId: string;
  readonly runId: string;
  readonly excludedBy: string | null;
  readonly evidence: string | null;
  readonly isWatched: boolean;
}

/** A delivery of any run of the campaign; `null`: there is none with this id. */
export async function findRecipient(
  tx: Tx,
  target: RecipientTarget,
): Promise<(LedgerRow & LedgerDetail) | null> {
  const rows = await tx.$queryRaw<(LedgerRow & LedgerDetail)[]>`
    select ${LEDGER_COLUMNS}, run.campaign_id as "campaignId", d.run_id as "runId",
           d.excluded_by as "excludedBy", d.evidence, (w.delivery_id is not null or cp.next_look_at is not null) as "isWatched"
      from delivery d
      join run on run.id = d.run_id
      ${LEDGER_JOINS}
      left join receipt_watch w on w.delivery_id = d.id
     where d.id = ${target.deliveryId} and run.campaign_id = ${target.campaignId}::uuid`;
  return rows[0] ?? null;
}

/** More changes than a delivery that works ever has; of one that has more, the newest are shown. */
export const LONGEST_HISTORY = 1_000;

/** Oldest first. */
export async function historyOf(tx: Tx, deliveryId: bigint): Promise<LedgerEvent[]> {
  const newestFirst = await tx.$queryRaw<LedgerEvent[]>`
    select at, from_state::text as "from", to_state::text as "to", attempt, actor, why
      from delivery_event where delivery_id = ${deliveryId}
     order by id desc limit ${LONGEST_HISTORY}`;
  return newestFirst.reverse();
}
