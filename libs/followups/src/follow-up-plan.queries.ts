import type { Tx } from '#lib/database';

/** A plan as it is kept: its texts as the content lib takes them apart. */
export interface PlanRow {
  readonly rungs: readonly RungRow[];
  readonly deadlineAt: Date | null;
  readonly setBy: string;
  readonly setAt: Date;
}

export interface RungRow {
  readonly after_hours: number;
  readonly who: string;
  readonly template: string | null;
  readonly parts: unknown;
}

export async function findPlan(tx: Tx, campaignId: string): Promise<PlanRow | null> {
  const [row] = await tx.$queryRaw<PlanRow[]>`
    select rungs, deadline_at as "deadlineAt", set_by as "setBy", set_at as "setAt"
      from follow_up_plan where campaign_id = ${campaignId}::uuid`;
  return row ?? null;
}

export async function putPlan(
  tx: Tx,
  campaignId: string,
  plan: Pick<PlanRow, 'rungs' | 'deadlineAt' | 'setBy'>,
): Promise<void> {
  await tx.$executeRaw`
    insert into follow_up_plan (campaign_id, rungs, deadline_at, set_by, set_at)
    values (${campaignId}::uuid, ${JSON.stringify(plan.rungs)}::jsonb, ${plan.deadlineAt}::timestamptz, ${plan.setBy},
            clock_timestamp())
    on conflict (campaign_id) do update
      set rungs = excluded.rungs, deadline_at = excluded.deadline_at, set_by = excluded.set_by, set_at = excluded.set_at`;
}

export async function deletePlan(tx: Tx, campaignId: string): Promise<void> {
  await tx.$executeRaw`delete from follow_up_plan where campaign_id = ${campaignId}::uuid`;
}

/** A rung whose time has come. */
export interface DueRung {
  readonly campaignId: string;
  readonly runId: string;
  /** From 1. */
  readonly rung: number;
}

/** A run that is still sending so long after a rung was due is not waited for any longer. */
const PATIENCE = '6 hours';

/**
 * Of the newest run of each campaign, the highest rung that is due, where neither it nor a higher one was climbed: after
 * an outage the last of several comes, not all of them at once. A run that is under way is waited for, so that whoever
 * gets the announcement late is not left out.
 */
export function dueRungs(tx: Tx, maxSteps: number): Promise<DueRung[]> {
  return tx.$queryRaw<DueRung[]>`
    with newest as (
      select distinct on (r.campaign_id) r.id, r.campaign_id, r.status, r.prepared_at, r.expires_at,
             p.rungs, p.deadline_at
        from follow_up_plan p
        -- The last rung is 30 days after the run; who was away for longer than ten days more has missed it.
        join run r on r.campaign_id = p.campaign_id and r.created_at > clock_timestamp() - interval '40 days'
       order by r.campaign_id, r.created_at desc, r.id desc)
    select n.campaign_id as "campaignId", n.id as "runId", max(s.rung)::int as rung
      from newest n
     cross join lateral (
       select g.rung, n.prepared_at + make_interval(hours => (g.body ->> 'after_hours')::int) as due_at
         from jsonb_array_elements(n.rungs) with ordinality as g(body, rung)) s
     where n.status in ('running', 'completed')
       and s.due_at <= clock_timestamp()
       and (n.status = 'completed' or s.due_at < clock_timestamp() - ${PATIENCE}::interval)
       and (n.expires_at is null or n.expires_at > clock_timestamp())
       and (n.deadline_at is null or n.deadline_at > clock_timestamp())
       and not exists (select from run_step f where f.run_id = n.id and f.rung >= s.rung)
       and (select count(*) from run_step f where f.run_id = n.id) < ${maxSteps}
     group by n.campaign_id, n.id`;
}

/** When each rung of the plan is, or was, due for the newest run, and under which step it was climbed. */
export function rungTimes(
  tx: Tx,
  campaignId: string,
): Promise<{ readonly rung: number; readonly dueAt: Date; readonly step: number | null }[]> {
  return tx.$queryRaw`
    select g.rung::int as rung, r.prepared_at + make_interval(hours => (g.body ->> 'after_hours')::int) as "dueAt",
           f.step::int as step
      from follow_up_plan p
      join lateral (select * from run where campaign_id = p.campaign_id order by created_at desc, id desc limit 1) r
        on r.prepared_at is not null
     cross join jsonb_array_elements(p.rungs) with ordinality as g(body, rung)
      left join run_step f on f.run_id = r.id and f.rung = g.rung
     where p.campaign_id = ${campaignId}::uuid
     order by g.rung`;
}
