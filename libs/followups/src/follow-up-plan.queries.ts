import { Prisma, type Tx } from '#lib/database';
import { HELD_FOR_ABSENCE, OPEN_STATES } from '#lib/deliveries';

/** A plan as it is kept: its texts as the content lib takes them apart. */
export interface PlanRow {
  readonly rungs: readonly RungRow[];
  readonly deadlineAt: Date | null;
  readonly setBy: string;
  readonly setAt: Date;
}

export interface RungRow {
  readonly after_hours?: number;
  readonly after_working_hours?: number;
  readonly working_day?: { readonly from: string; readonly to: string };
  readonly on_day?: number;
  readonly at?: string;
  readonly who: string;
  /** Absent: a message. */
  readonly as?: string;
  /** Absent: it is left out. */
  readonly when_away?: string;
  readonly template: string | null;
  readonly parts: unknown;
  readonly managers?: {
    readonly property?: string;
    readonly rows?: readonly (readonly [number, number])[];
  };
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

/** A run whose ladder is not at its end. */
export interface OpenLadder {
  readonly campaignId: string;
  readonly runId: string;
  readonly preparedAt: Date;
  /** How many have joined it since. */
  readonly joined: number;
  /** Nothing of it is under way that the next rung would have to wait for. */
  readonly isThrough: boolean;
  readonly rungs: readonly RungRow[];
  /** The highest rung that was climbed, from 1; 0: none. */
  readonly climbed: number;
  /** By the database's clock. */
  readonly now: Date;
}

/**
 * Whether the run `n` has anything to send soon. A reminder that waits for somebody's return, or whose answer was lost, is
 * that one person's: everybody else's next one does not wait for it.
 */
const IS_UNDER_WAY = Prisma.sql`
  exists (select from delivery d
           where d.run_id = n.id and d.state = any(${[...OPEN_STATES]}::delivery_state[])
             and (d.step = 0 or (d.state <> 'unknown' and d.outcome is distinct from ${HELD_FOR_ABSENCE})))`;

/** The newest run of each campaign whose ladder has a rung above the highest that was climbed. */
export function openLadders(
  tx: Tx,
  { campaignId, maxSteps }: { readonly campaignId: string | null; readonly maxSteps: number },
): Promise<OpenLadder[]> {
  const which = campaignId === null ? Prisma.sql`true` : Prisma.sql`p.campaign_id = ${campaignId}::uuid`;
  return tx.$queryRaw<OpenLadder[]>`
    with newest as (
      select distinct on (r.campaign_id) r.id, r.campaign_id, r.status, r.prepared_at, r.expires_at, r.joined,
             p.rungs, p.deadline_at
        from follow_up_plan p
        -- The last rung is 31 days after the run; who was away for longer than nine days more has missed it.
        join run r on r.campaign_id = p.campaign_id and r.created_at > clock_timestamp() - interval '40 days'
       where ${which}
       order by r.campaign_id, r.created_at desc, r.id desc)
    select n.campaign_id as "campaignId", n.id as "runId", n.prepared_at as "preparedAt", n.joined,
           n.status = 'completed' or not ${IS_UNDER_WAY} as "isThrough", n.rungs, f.climbed, clock_timestamp() as now
      from newest n
     cross join lateral (select coalesce(max(s.rung), 0)::int as climbed, count(*)::int as steps
                           from run_step s where s.run_id = n.id) f
     where n.status in ('running', 'completed') and n.prepared_at is not null
       and (n.expires_at is null or n.expires_at > clock_timestamp())
       and (n.deadline_at is null or n.deadline_at > clock_timestamp())
       and f.climbed < jsonb_array_length(n.rungs) and f.steps < ${maxSteps}
     order by n.campaign_id`;
}

/** The newest run whose people are frozen, and under which step each rung of the plan was climbed. */
export async function climbedRungs(tx: Tx, campaignId: string): Promise<ClimbedRungs | null> {
  const [row] = await tx.$queryRaw<ClimbedRungs[]>`
    select r.id as "runId", r.prepared_at as "preparedAt",
           coalesce((select jsonb_object_agg(f.rung, f.step) from run_step f
                      where f.run_id = r.id and f.rung is not null), '{}') as steps
      from (select * from run where campaign_id = ${campaignId}::uuid order by created_at desc, id desc limit 1) r
     where r.prepared_at is not null`;
  return row ?? null;
}

/** See `climbedRungs`. */
export interface ClimbedRungs {
  readonly runId: string;
  readonly preparedAt: Date;
  /** By the number of the rung. */
  readonly steps: Readonly<Record<string, number>>;
}

/** Where the people are who got the run, or are to; `null`: with those whose place is not known. */
export async function zonesOf(tx: Tx, runId: string): Promise<(string | null)[]> {
  const rows = await tx.$queryRaw<{ zone: string | null }[]>`
    select distinct p.time_zone as zone from delivery d left join person p on p.id = d.recipient_id
     where d.run_id = ${runId}::uuid and d.step = 0 and d.state not in ('skipped', 'failed', 'cancelled', 'expired')`;
  return rows.map(({ zone }) => zone);
}
