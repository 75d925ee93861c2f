import { Prisma, type Tx } from '#lib/database';
import type { CorrectionKind } from './correction.queries.js';

/** A correction as it was asked for, and how far its operation is. */
export interface CorrectionEntry {
  readonly operationId: string;
  readonly kind: CorrectionKind;
  readonly runId: string;
  /** What was chosen: scope and remaining, version and material, or reasons and include_unproven. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly status: string;
  /** Messages, or people of a retry, that are through. */
  readonly done: number;
  /** Of so many. */
  readonly total: number;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly finishedAt: Date | null;
}

/** The last entry of the page before. */
export interface CorrectionPosition {
  /** RFC 3339, in milliseconds. */
  readonly at: string;
  /** Of its operation. */
  readonly id: string;
}

/** One more than the page holds where there are more. The order is that of correction_campaign_id_requested_at_idx. */
export function findCorrections(
  tx: Tx,
  page: { readonly campaignId: string; readonly limit: number; readonly after: CorrectionPosition | null },
): Promise<CorrectionEntry[]> {
  const { campaignId, limit, after } = page;
  const behind =
    after === null
      ? Prisma.empty
      : Prisma.sql`and (c.requested_at, c.operation_id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  return tx.$queryRaw<CorrectionEntry[]>`
    select c.operation_id as "operationId", c.kind, c.run_id as "runId", c.params, c.reason,
           c.requested_by as "requestedBy", c.requested_at as "requestedAt", o.status::text as status, o.done, c.total,
           o.result, o.finished_at as "finishedAt"
      from correction c join operation o on o.id = c.operation_id
     where c.campaign_id = ${campaignId}::uuid ${behind}
     order by c.requested_at desc, c.operation_id desc
     limit ${limit + 1}`;
}
