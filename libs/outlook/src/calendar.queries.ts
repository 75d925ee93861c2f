import { Prisma } from '#lib/database';

/** A time of a campaign that is over: what became of it. */
export interface PastRow {
  readonly campaignId: string;
  readonly at: Date;
  readonly outcome: string;
  readonly reason: string | null;
  readonly runId: string | null;
  readonly recipientCount: number;
}

/** Occurrences that are written down, and runs that somebody has begun by hand, in the order of their times. */
export const selectPast = ({
  from,
  to,
}: {
  readonly from: Date;
  readonly to: Date;
}): Prisma.Sql => Prisma.sql`
  select s.campaign_id::text as "campaignId", o.fires_at as at, o.outcome, o.reason, o.run_id::text as "runId",
         coalesce(r.confirmed_count, s.confirmed_count) as "recipientCount"
    from schedule_occurrence o join schedule s on s.id = o.schedule_id left join run r on r.id = o.run_id
   where o.fires_at >= ${from} and o.fires_at < ${to}
   union all
  select r.campaign_id::text, r.created_at, 'launched', null, r.id::text, r.confirmed_count
    from run r
   where r.created_at >= ${from} and r.created_at < ${to}
     and not exists (select from schedule_occurrence o where o.run_id = r.id)
   order by 2`;
