import { Prisma, type Tx } from '#lib/database';
import type { StepWho, WhenAway } from '#lib/deliveries';

/** Whom a reminder is for, as SQL. */
export interface ReminderPeople {
  readonly runId: string;
  readonly who: StepWho;
  /** Nobody gets it sooner after their own announcement; 0: at once. */
  readonly afterHours: number;
  readonly whenAway: WhenAway;
  /** Rows of (recipient_id, skip_reason) of whoever got the announcement and has not done what was asked. */
  readonly meant: Prisma.Sql;
  /** Only those of them who are among these rows of (recipient_id, skip_reason); `null`: all. */
  readonly among: Prisma.Sql | null;
}

/** Rows of (recipient_id, included_by, skip_reason, available_at, is_away), one for each person who is meant. */
export function selectReminderPeople(people: ReminderPeople): Prisma.Sql {
  const { runId, who, afterHours, whenAway, meant, among } = people;
  const isAmong =
    among === null
      ? Prisma.sql`true`
      : Prisma.sql`m.recipient_id in (
          select x.recipient_id from (${among}) x where x.skip_reason is distinct from 'excluded')`;
  return Prisma.sql`
    select m.recipient_id, ${who}::text as included_by, (select o.sent_at + make_interval(hours => ${afterHours}::int) from delivery o
             where o.run_id = ${runId}::uuid and o.recipient_id = m.recipient_id and o.step = 0) as available_at,
           case when m.skip_reason is not null then m.skip_reason
                when exists (select from delivery a join recall c on c.delivery_id = a.id
                              where a.run_id = ${runId}::uuid and a.recipient_id = m.recipient_id and a.step = 0
                                and c.state in ('todo', 'doing', 'gone')) then 'recalled'
                when p.is_away and ${whenAway} = 'skip' then 'away' end as skip_reason, p.is_away
      from (${meant}) m join person p on p.id = m.recipient_id
     where ${isAmong}`;
}

export interface ReasonCount {
  /** `null`: they get it. */
  readonly reason: string | null;
  readonly count: number;
  /** Of those who get it: they are away, so they get it when they are back. */
  readonly away: number;
}

/** @param people rows of (skip_reason, is_away) */
export function countPeople(tx: Tx, people: Prisma.Sql): Promise<ReasonCount[]> {
  return tx.$queryRaw<ReasonCount[]>`
    select skip_reason as reason, count(*)::int as count,
           count(*) filter (where skip_reason is null and is_away)::int as away
      from (${people}) p group by skip_reason`;
}

/** The same, of the rows that were made. */
export function countStep(
  tx: Tx,
  { runId, step }: { readonly runId: string; readonly step: number },
): Promise<ReasonCount[]> {
  return tx.$queryRaw<ReasonCount[]>`
    select d.reason, count(*)::int as count, count(*) filter (where d.reason is null and p.is_away)::int as away
      from delivery d left join person p on p.id = d.recipient_id
     where d.run_id = ${runId}::uuid and d.step = ${step}::smallint group by d.reason`;
}

/** By the database's clock, as whoever sends it does. */
export async function isOver(tx: Tx, expiresAt: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isOver: boolean }[]>`
    select clock_timestamp() >= ${expiresAt}::timestamptz as "isOver"`;
  return row?.isOver ?? true;
}
