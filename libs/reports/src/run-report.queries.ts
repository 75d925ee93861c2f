import { Prisma, type Tx } from '#lib/database';
import { LARGE_RUN } from './domain/refresh-times.js';
import type { ReportedRun } from './run.queries.js';

/** A part of a report as it was counted. */
export interface StoredPart {
  readonly asOf: Date;
  readonly content: unknown;
}

/** `null`: it was not counted so far. */
export async function findPart(tx: Tx, runId: string, part: string): Promise<StoredPart | null> {
  const rows = await tx.$queryRaw<StoredPart[]>`
    select report.as_of as "asOf", part.content
      from run_report report join run_report_part part on part.run_id = report.run_id
     where report.run_id = ${runId}::uuid and part.part = ${part}`;
  return rows[0] ?? null;
}

/** A run that is to be counted. */
export interface DueRun extends ReportedRun {
  /** Milliseconds; `null`: it is not over. */
  readonly sinceEndMs: number | null;
}

/** The large run that waits longest; those never counted first. */
export const selectDueRun = (): Prisma.Sql => Prisma.sql`
  select run.id as "runId", run.campaign_id as "campaignId", run.sender_id as "senderId", run.status::text as status,
         run.confirmed_count as "confirmedCount", run.expected_count as "expectedCount",
         run.joined as "lateJoined",
         (extract(epoch from clock_timestamp() - run.finished_at) * 1000)::float8 as "sinceEndMs"
    from run left join run_report report on report.run_id = run.id
   where run.expected_count > ${LARGE_RUN}
     and (report.run_id is null or report.next_at <= clock_timestamp())
   order by report.next_at nulls first, run.created_at desc
   limit 1`;

export async function findDueRun(tx: Tx): Promise<DueRun | null> {
  const rows = await tx.$queryRaw<DueRun[]>(selectDueRun());
  return rows[0] ?? null;
}

/** False: another worker is at it. Until the end of the transaction. */
export async function takeReport(tx: Tx, runId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended('report ' || ${runId}, 0)) as taken`;
  return rows[0]?.taken === true;
}

/** Puts the parts of one snapshot in the place of those before. */
export async function writeReport(
  tx: Tx,
  report: {
    readonly runId: string;
    readonly asOf: Date;
    readonly tookMs: number;
    readonly nextMs: number | null;
    readonly parts: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { runId, asOf, tookMs, nextMs, parts } = report;
  await tx.$executeRaw`
    insert into run_report (run_id, as_of, took_ms, next_at)
    values (${runId}::uuid, ${asOf}::timestamptz, ${tookMs}, clock_timestamp() + ${nextMs}::float8 * interval '1 millisecond')
    on conflict (run_id) do update
       set as_of = excluded.as_of, took_ms = excluded.took_ms, next_at = excluded.next_at`;
  await tx.$executeRaw`delete from run_report_part where run_id = ${runId}::uuid`;
  await tx.$executeRaw`
    insert into run_report_part (run_id, part, content)
    select ${runId}::uuid, key, value from jsonb_each(${JSON.stringify(parts)}::jsonb)`;
}
