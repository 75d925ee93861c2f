import { Prisma, type Tx } from '#lib/database';

export const CORRECTION_KINDS = ['recall', 'edit', 'retry'] as const;
/** What is done to delivered messages; the type of its operation, too. */
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** What somebody asked for; kept for good. */
export interface CorrectionRecord {
  readonly operationId: string;
  readonly kind: CorrectionKind;
  readonly campaignId: string;
  readonly runId: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Rows that it began with. */
  readonly total: number;
  readonly reason: string;
  readonly requestedBy: string;
}

export async function insertCorrection(tx: Tx, record: CorrectionRecord): Promise<void> {
  await tx.$executeRaw`
    insert into correction (operation_id, kind, campaign_id, run_id, params, total, reason, requested_by, requested_at)
    values (${record.operationId}::uuid, ${record.kind}, ${record.campaignId}::uuid, ${record.runId}::uuid,
            ${JSON.stringify(record.params)}::jsonb, ${record.total}, ${record.reason}, ${record.requestedBy},
            clock_timestamp())`;
}

/**
 * Holds the sends of a run whose outcome is open until the transaction ends: whatever binds one of them waits, and
 * finds the rows that are written here. A later statement sees those that were bound while this one waited.
 */
export async function lockOpenSends(tx: Tx, runId: string): Promise<void> {
  await tx.$executeRaw`
    select 1 from delivery where run_id = ${runId}::uuid and state in ('sending', 'unknown') order by id for update`;
}

export function interval(ms: number): Prisma.Sql {
  return Prisma.sql`make_interval(secs => ${ms / 1000}::float8)`;
}

/** Who acts: of two owners of one bot, the later has another epoch. */
export const workerOf = (session: { readonly owner: string; readonly epoch: bigint }): string =>
  `${session.owner}#${String(session.epoch)}`;
