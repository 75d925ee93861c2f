import { Prisma, type Tx } from '#lib/database';
import type { LedgerFrame } from './domain/run-ledger.js';

/** Whose report: one run, or the latest run of a campaign. */
export type RunTarget = { readonly runId: string } | { readonly campaignId: string };

export interface ReportedRun extends LedgerFrame {
  readonly campaignId: string;
  readonly senderId: string;
  /** Of the recipients, those who joined after the launch. */
  readonly lateJoined: number;
}

/** A figure of a run with the moment that it is of. */
export interface Dated {
  readonly runId: string;
  readonly campaignId: string;
  /** Everything in it holds at this moment, by Postgres' clock. */
  readonly asOf: Date;
}

/** `null`: there is no such run, or the campaign has none yet. */
export async function findRun(tx: Tx, target: RunTarget): Promise<ReportedRun | null> {
  const condition =
    'runId' in target
      ? Prisma.sql`id = ${target.runId}::uuid`
      : Prisma.sql`campaign_id = ${target.campaignId}::uuid`;
  const rows = await tx.$queryRaw<ReportedRun[]>`
    select id as "runId", campaign_id as "campaignId", sender_id as "senderId", status::text as status,
           confirmed_count as "confirmedCount", expected_count as "expectedCount",
           joined as "lateJoined"
      from run where ${condition}
     order by created_at desc, id desc limit 1`;
  return rows[0] ?? null;
}

/** The moment of a snapshot, by Postgres' clock: all that was committed before it is in it. */
export async function instantOf(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<
    { now: Date }[]
  >`select date_trunc('milliseconds', transaction_timestamp()) as now`;
  if (row === undefined) throw new Error('Postgres did not tell its time.');
  return row.now;
}
