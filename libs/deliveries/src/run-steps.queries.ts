import { Prisma, type Tx } from '#lib/database';
import type { ClosingReason } from './domain/delivery-state.js';
import { MAX_HOLD_DAYS, type StepManner, type StepWho, type WhenAway } from './domain/run-step.js';

/** What the run said when its delivery `d` was made to answer for it; see `substanceOf` of the reports. */
const SAID_BY_NOW = Prisma.sql`
  (select v.substance from run n join content_version v on v.id = n.content_version_id where n.id = d.run_id)`;

/**
 * Whether somebody `g` whom a digest `f` is about has still not done what was asked. Who was recalled is not asked for
 * anything any more.
 */
const STILL_OPEN = Prisma.sql`
  exists (select from delivery a join run n on n.id = a.run_id join content_version v on v.id = n.content_version_id
           where a.run_id = g.run_id and a.recipient_id = g.person_id and a.step = 0 and a.state = 'sent'
             and not exists (select from recall c where c.delivery_id = a.id and c.state in ('todo', 'doing', 'gone'))
             and not (f.who = 'unacknowledged'
                      and exists (select from acknowledgement k where k.delivery_id = a.id and k.substance >= v.substance))
             and not (f.who = 'unread'
                      and exists (select from delivery x join receipt r on r.delivery_id = x.id
                                   where x.run_id = g.run_id and x.recipient_id = g.person_id and x.step < f.step
                                     and r.read_seen_at is not null)))`;

/**
 * Why the follow-up that the delivery `d` is has become pointless; null where it is wanted, and for an announcement.
 * Whoever was recalled, has read or has confirmed meanwhile gets nothing more, nor does anybody after its deadline. It is part of the statement that writes
 * the intent, so nothing slips in between.
 */
export const POINTLESS_BECAUSE = Prisma.sql`
  (select case
       when f.is_digest then
            case when f.deadline_at <= clock_timestamp() then 'deadline_passed'
                 when not exists (select from digest_person g
                                   where g.run_id = d.run_id and g.step = d.step and g.manager_id = d.recipient_id
                                     and ${STILL_OPEN}) then 'nobody_left' end
       when exists (select from delivery a join recall c on c.delivery_id = a.id
                     where a.run_id = d.run_id and a.recipient_id = d.recipient_id and a.step = 0
                       and c.state in ('todo', 'doing', 'gone')) then 'recalled'
       when f.deadline_at <= clock_timestamp() then 'deadline_passed'
       when f.who = 'unacknowledged'
            and exists (select from delivery a join acknowledgement k on k.delivery_id = a.id
                         where a.run_id = d.run_id and a.recipient_id = d.recipient_id and a.step = 0
                           and k.substance >= ${SAID_BY_NOW}) then 'already_acknowledged'
       when f.who = 'unread'
            and exists (select from delivery a join receipt r on r.delivery_id = a.id
                         where a.run_id = d.run_id and a.recipient_id = d.recipient_id and a.step < d.step
                           and r.read_seen_at is not null) then 'already_read'
     end
     from run_step f where f.run_id = d.run_id and f.step = d.step)`;

/** Whether a delivery is a task, by its own columns of these names. */
export const isTaskOf = (delivery: Prisma.Sql): Prisma.Sql => Prisma.sql`
  exists (select from run_step f where f.run_id = ${delivery}.run_id and f.step = ${delivery}.step and f.form = 'task')`;

/** The text that the delivery `d` has from now on: the run's, or its follow-up's own. `r` is its run. */
export const CURRENT_TEXT = Prisma.sql`
  case when d.step = 0 then r.content_version_id
       else (select f.content_version_id from run_step f where f.run_id = d.run_id and f.step = d.step) end`;

/** The announcement that a reply `d` hangs under, unless it was found to be gone. */
const PARENT_ID = Prisma.sql`
  (select a.message_id::float8 from delivery a
    where a.run_id = d.run_id and a.recipient_id = d.recipient_id and a.step = 0
      and not exists (select from lost_parent l where l.delivery_id = a.id))`;

/**
 * Whether the rung `s`, which waits as `d` for the return of whoever is away, has a later one of the plan behind it, for the
 * same person: whoever comes back hears of it once, as after an outage.
 */
const IS_OVERTAKEN = Prisma.sql`
  (s.rung is not null and s.when_away = 'hold'
   and exists (select from delivery l join run_step m on m.run_id = l.run_id and m.step = l.step
                where l.run_id = d.run_id and l.recipient_id = d.recipient_id and l.step > d.step
                  and l.state not in ('skipped', 'cancelled', 'expired') and m.rung is not null and m.is_digest = s.is_digest))`;

/** The announcement that this reply was to hang under is gone: nothing of the run answers it any more. */
export async function noteLostParent(tx: Tx, deliveryId: bigint): Promise<void> {
  await tx.$executeRaw`
    insert into lost_parent (delivery_id, seen_at)
    select a.id, clock_timestamp() from delivery d
      join delivery a on a.run_id = d.run_id and a.recipient_id = d.recipient_id and a.step = 0
     where d.id = ${deliveryId}
    on conflict do nothing`;
}

/** What a follow-up is right before it is written. */
export interface FollowUpNow {
  /** Why it is pointless by now; `null`: it is wanted. */
  readonly pointlessBecause: ClosingReason | null;
  /** It names to a manager those who have not done what was asked. */
  readonly isDigest: boolean;
  readonly isTask: boolean;
  readonly deadlineAt: Date | null;
  readonly whenAway: WhenAway;
  /** A later rung of the plan comes to them in its place. */
  readonly isOvertaken: boolean;
  /** For how long it may wait before it is looked at once more, in milliseconds; 0 or less: for no return any longer. */
  readonly holdMs: number;
  /** The message that it answers; `null`: it is no reply, or there is nothing that could be answered any more. */
  readonly replyTo: number | null;
}

/** @returns `null` for an announcement */
export async function followUpNow(tx: Tx, deliveryId: bigint): Promise<FollowUpNow | null> {
  const [row] = await tx.$queryRaw<FollowUpNow[]>`
    select ${POINTLESS_BECAUSE} as "pointlessBecause", s.is_digest as "isDigest", s.form = 'task' as "isTask",
           s.deadline_at as "deadlineAt", s.when_away as "whenAway",
           ${IS_OVERTAKEN} as "isOvertaken",
           (extract(epoch from least(interval '1 hour', s.deadline_at - clock_timestamp(),
              s.created_at + make_interval(days => ${MAX_HOLD_DAYS}::int) - clock_timestamp())) * 1000)::float8 as "holdMs",
           case when s.form = 'reply' then ${PARENT_ID} end as "replyTo"
      from delivery d join run_step s on s.run_id = d.run_id and s.step = d.step where d.id = ${deliveryId}`;
  return row ?? null;
}

/** Whom a digest names: the first of them by name, and how many there are. */
export interface DigestPeople {
  readonly names: readonly DigestName[];
  readonly total: number;
}

interface DigestName {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly nickname: string;
}

/** Who of this manager's people has not done what was asked by now. @param deliveryId of a digest */
export async function digestPeople(tx: Tx, deliveryId: bigint, most: number): Promise<DigestPeople> {
  const [row] = await tx.$queryRaw<DigestPeople[]>`
    select (select count(*)::int from digest_person g
             where g.run_id = d.run_id and g.step = d.step and g.manager_id = d.recipient_id and ${STILL_OPEN}) as total,
           (select coalesce(jsonb_agg(jsonb_build_object('firstName', n.first_name, 'lastName', n.last_name,
                                                         'nickname', n.nickname) order by n.place), '[]')
              from (select p.first_name, p.last_name, p.nickname,
                           row_number() over (order by p.last_name, p.first_name, p.id) as place
                      from digest_person g join person p on p.id = g.person_id
                     where g.run_id = d.run_id and g.step = d.step and g.manager_id = d.recipient_id and ${STILL_OPEN}
                     order by place limit ${most}) n) as names
      from delivery d join run_step f on f.run_id = d.run_id and f.step = d.step where d.id = ${deliveryId}`;
  if (row === undefined) throw new Error('The delivery is no follow-up.');
  return row;
}

/** @param people rows of (person_id, manager_id, trouble), one of the last two set */
export async function insertDigestPeople(
  tx: Tx,
  { runId, step }: Pick<NewRunStep, 'runId' | 'step'>,
  people: Prisma.Sql,
): Promise<void> {
  await tx.$executeRaw`
    insert into digest_person (run_id, step, person_id, manager_id, trouble)
    select ${runId}::uuid, ${step}::smallint, m.person_id, m.manager_id, m.trouble from (${people}) m`;
}

/** A follow-up as it begins. */
export interface NewRunStep extends StepManner {
  readonly runId: string;
  readonly step: number;
  /** Whom it is for, and so what makes it pointless. */
  readonly who: StepWho;
  readonly contentVersionId: string;
  /** `null`: nobody waits for it. */
  readonly operationId: string | null;
  /** Why, for colleagues; kept for good. */
  readonly reason: string | null;
  /** Of the campaign's ladder, from 1, each once in a run; `null`: asked for by hand. */
  readonly rung: number | null;
  /** After this moment none of its messages leaves; `null`: no such moment. */
  readonly deadlineAt: Date | null;
  /** It goes to managers, and names those of theirs who have not done what was asked. */
  readonly isDigest: boolean;
  /** Public id of who asked for it, or `system`. */
  readonly by: string;
}

export async function insertRunStep(tx: Tx, step: NewRunStep): Promise<void> {
  await tx.$executeRaw`
    insert into run_step (run_id, step, who, content_version_id, operation_id, reason, rung, deadline_at, is_digest, form,
                          when_away, created_by, created_at)
    values (${step.runId}::uuid, ${step.step}::smallint, ${step.who}, ${step.contentVersionId}::uuid,
            ${step.operationId}::uuid, ${step.reason}, ${step.rung}::smallint, ${step.deadlineAt}::timestamptz,
            ${step.isDigest}, ${step.form}, ${step.whenAway}, ${step.by}, clock_timestamp())`;
}

/**
 * One row for each of these people who has none of this step yet, those who are left out included.
 *
 * @param people rows of (recipient_id, included_by, skip_reason, available_at)
 * @returns how many rows were made
 */
export function insertStepDeliveries(
  tx: Tx,
  { runId, step }: Pick<NewRunStep, 'runId' | 'step'>,
  people: Prisma.Sql,
): Promise<number> {
  return tx.$executeRaw`
    insert into delivery (run_id, step, sender_id, recipient_id, included_by, marker, state, reason, available_at)
    select r.id, ${step}::smallint, r.sender_id, p.recipient_id, p.included_by, new_marker(),
           case when p.skip_reason is null then 'pending' else 'skipped' end::delivery_state, p.skip_reason,
           greatest(p.available_at, clock_timestamp())
      from run r, (${people}) p
     where r.id = ${runId}::uuid
     order by p.recipient_id
    on conflict (run_id, recipient_id, step) do nothing`;
}

/** Who of a follow-up has not got it yet will not. Sends under way run to their truth. */
export function cancelStep(tx: Tx, { runId, step }: Pick<NewRunStep, 'runId' | 'step'>): Promise<number> {
  return tx.$executeRaw`
    update delivery set state = 'cancelled', outcome = 'follow-up cancelled'
     where run_id = ${runId}::uuid and step = ${step}::smallint and state in ('pending', 'leased')`;
}

export async function nextStepOf(tx: Tx, runId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ step: number }[]>`
    select coalesce(max(step), 0)::int + 1 as step from run_step where run_id = ${runId}::uuid`;
  return row?.step ?? 1;
}
