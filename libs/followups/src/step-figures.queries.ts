import { Prisma, type Tx } from '#lib/database';
import {
  DELIVERY_TALLY,
  type DeliveryTally,
  HELD_FOR_ABSENCE,
  type StepManner,
  type StepWho,
} from '#lib/deliveries';

/** A follow-up and what became of its messages. */
export interface FollowUpRow extends StepManner {
  readonly runId: string;
  readonly step: number;
  readonly who: StepWho;
  /** It went to managers, and named those of theirs. */
  readonly isDigest: boolean;
  readonly template: string;
  readonly operationId: string | null;
  readonly reason: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Everybody who was meant, those who were left out included: the sum of the states. */
  readonly recipients: number;
  readonly pending: number;
  /** Of `pending`: they are away, and get it when they are back. */
  readonly awaitingReturn: number;
  readonly unknown: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly cancelled: number;
  readonly expired: number;
  /** Of `sent`, known to be read. */
  readonly read: number;
}

/** Figures of messages `d`, with their receipts `c`. */
const FIGURES = Prisma.sql`
  count(d.id)::int as recipients,
  count(*) filter (where d.state in ('pending', 'leased', 'sending'))::int as pending,
  count(*) filter (where d.state = 'pending' and d.outcome = ${HELD_FOR_ABSENCE})::int as "awaitingReturn",
  count(*) filter (where d.state = 'unknown')::int as unknown,
  count(*) filter (where d.state = 'sent')::int as sent,
  count(*) filter (where d.state = 'failed')::int as failed,
  count(*) filter (where d.state = 'skipped')::int as skipped,
  count(*) filter (where d.state = 'cancelled')::int as cancelled,
  count(*) filter (where d.state = 'expired')::int as expired,
  count(*) filter (where d.state = 'sent' and c.read_seen_at is not null)::int as read`;

/** The newest first, over all runs of the campaign; by the unique key of deliveries, which begins with the run. */
export function followUpsOf(
  tx: Tx,
  campaignId: string,
  page: { readonly after: FollowUpPosition | null; readonly limit: number },
): Promise<FollowUpRow[]> {
  const { after, limit } = page;
  const isAfter =
    after === null
      ? Prisma.sql`true`
      : Prisma.sql`(f.created_at, f.run_id, f.step) < (${after.createdAt}::timestamptz, ${after.runId}::uuid, ${after.step}::smallint)`;
  return tx.$queryRaw<FollowUpRow[]>`
    select f.run_id as "runId", f.step::int as step, f.who, f.is_digest as "isDigest", f.form,
           f.when_away as "whenAway", v.template, f.operation_id as "operationId", f.reason,
           f.created_by as "createdBy", f.created_at as "createdAt", n.*
      from (select f.* from run_step f join run r on r.id = f.run_id
             where r.campaign_id = ${campaignId}::uuid and ${isAfter}
             order by f.created_at desc, f.run_id desc, f.step desc limit ${limit}) f
      join content_version v on v.id = f.content_version_id
     cross join lateral (
       select ${FIGURES} from delivery d left join receipt c on c.delivery_id = d.id
        where d.run_id = f.run_id and d.step = f.step) n
     order by f.created_at desc, f.run_id desc, f.step desc`;
}

/** Where a page of follow-ups ended. */
export interface FollowUpPosition {
  readonly createdAt: string;
  readonly runId: string;
  readonly step: number;
}

/** How far the messages of an operation are. */
export async function tallyOperation(tx: Tx, operationId: string): Promise<DeliveryTally> {
  const [row] = await tx.$queryRaw<DeliveryTally[]>`
    select ${DELIVERY_TALLY}
      from run_step f join delivery d on d.run_id = f.run_id and d.step = f.step
     where f.operation_id = ${operationId}::uuid`;
  if (row === undefined) throw new Error('Postgres did not count the deliveries.');
  return row;
}

/**
 * The follow-ups of an operation that was cancelled, and whose messages still wait: those of an operation that nobody
 * followed yet, and a send in doubt that turned out never to have been.
 */
export function cancelledSteps(
  tx: Tx,
  operationId: string | null,
): Promise<{ readonly runId: string; readonly step: number }[]> {
  const which =
    operationId === null
      ? Prisma.sql`o.type = ${REMIND} and o.status = 'cancelled'`
      : Prisma.sql`o.id = ${operationId}::uuid`;
  return tx.$queryRaw`
    select f.run_id as "runId", f.step::int as step
      from run_step f join operation o on o.id = f.operation_id
     where ${which}
       and exists (select from delivery d
                    where d.run_id = f.run_id and d.step = f.step and d.state in ('pending', 'leased'))`;
}

/** The type of its operation. */
export const REMIND = 'remind';
