import { Prisma } from '#lib/database';
import { LEDGER_COLUMNS, LEDGER_JOINS } from './recipients.queries.js';
import type { LedgerRow } from './recipient-row.js';

export interface PersonLedgerRow extends LedgerRow {
  readonly campaignId: string;
  readonly campaignTitle: string;
  readonly runId: string;
}

/** The deliveries of one person, newest first, along the index over the recipient and the id. */
export const selectOfPerson = (
  personId: number,
  page: { readonly before: bigint | null; readonly limit: number },
): Prisma.Sql => Prisma.sql`
  select ${LEDGER_COLUMNS}, run.campaign_id as "campaignId", c.title as "campaignTitle", d.run_id as "runId"
    from (select * from delivery
           where recipient_id = ${personId}::bigint
             and id < coalesce(${page.before}::bigint, 9223372036854775807)
           order by id desc limit ${page.limit}) as d
    join run on run.id = d.run_id
    join campaign c on c.id = run.campaign_id
    ${LEDGER_JOINS}
   order by d.id desc`;
