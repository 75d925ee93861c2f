import type { AudienceJson, CampaignPriority, Ramp, Target } from '#lib/campaigns';
import { Prisma, type Tx } from '#lib/database';
import { OBSTACLE_BELIEVED } from '#lib/directory';

export interface PreparingRun {
  readonly id: string;
  readonly senderId: string;
  readonly audience: AudienceJson;
  readonly target: Target;
  readonly skipInvited: boolean;
  readonly skipGuests: boolean;
  readonly confirmedCount: number;
  readonly audienceDigest: string | null;
  readonly ramp: Ramp | null;
  readonly priority: CampaignPriority;
  readonly localStart: string | null;
  /** Keys whose limits hold. */
  readonly limitedBy: readonly string[];
  /** The people who were confirmed; `null`: whom the audience names. */
  readonly frozenId: string | null;
}

/** The bots of runs that wait for their people. */
export async function preparingSenders(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ senderId: string }[]>`
    select distinct sender_id as "senderId" from run where status = 'preparing'`;
  return rows.map(({ senderId }) => senderId);
}

/** Of the run: messages below which there is no thread yet, as far as is known, and nothing known against it. */
const unopened = Prisma.sql`
  select m.id from jsonb_array_elements_text(coalesce(run.target->'messageIds', '[]')) as named(id)
   cross join lateral (select named.id::bigint as id) m
    left join place_lookup l on l.sender_id = run.sender_id and l.kind = 'message' and l.id = m.id
   where l.thread_chat_id is null
     and (l.obstacle is null or l.looked_at < clock_timestamp() - ${OBSTACLE_BELIEVED})`;

/** Messages whose threads runs of the bot wait for. */
export async function threadsToOpen(tx: Tx, senderId: string): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    select distinct u.id::float8 as id from run cross join lateral (${unopened}) u
     where run.status = 'preparing' and run.sender_id = ${senderId}::uuid
       -- The messenger did not answer a moment ago.
       and not exists (select from place_lookup l
                        where l.sender_id = run.sender_id and l.kind = 'message' and l.id = u.id
                          and l.trouble is not null and l.next_try_at > clock_timestamp())
     order by 1`;
  return rows.map(({ id }) => id);
}

/** The oldest run that waits for its people, and not for its threads; locked until the transaction ends. */
export async function takePreparingRun(tx: Tx): Promise<PreparingRun | null> {
  const [row] = await tx.$queryRaw<PreparingRun[]>`
    select id, sender_id as "senderId", audience, target, skip_invited as "skipInvited", skip_guests as "skipGuests",
           confirmed_count as "confirmedCount", audience_digest as "audienceDigest", ramp, priority,
           local_start as "localStart", limited_by as "limitedBy", frozen_id as "frozenId"
      from run where status = 'preparing' and not exists (${unopened})
     order by created_at limit 1 for update skip locked`;
  return row ?? null;
}

/**
 * One row per person, those who are left out included, in one statement inside the server.
 *
 * @param people rows of (recipient_id, included_by, excluded_by, skip_reason)
 * @returns how many rows were made
 */
export function insertDeliveries(tx: Tx, run: PreparingRun, people: Prisma.Sql): Promise<number> {
  return tx.$executeRaw`
    insert into delivery (run_id, sender_id, recipient_id, included_by, excluded_by, marker, state, reason, available_at)
    select ${run.id}::uuid, ${run.senderId}::uuid, p.recipient_id, p.included_by, p.excluded_by, new_marker(),
           case when p.skip_reason is null then 'pending' else 'skipped' end::delivery_state, p.skip_reason,
           clock_timestamp()
      from (${people}) p
     order by p.recipient_id`;
}

/**
 * Who goes first: the people named, then a sample that is the same however often it is drawn and has nothing to do with
 * the order of ids, which is the order in which people were hired.
 *
 * @returns the first wave that has anybody in it; `null`: there is nobody to send to
 */
export async function assignWaves(tx: Tx, runId: string, ramp: Ramp): Promise<1 | 2 | null> {
  const first = await tx.$executeRaw`
    update delivery set wave = 1
     where run_id = ${runId}::uuid and recipient_id = any(${[...ramp.firstTo]}::bigint[]) and state = 'pending'`;
  const sample = await tx.$executeRaw`
    update delivery set wave = 2
     where id in (select id from delivery where run_id = ${runId}::uuid and state = 'pending' and wave = 0
                   order by md5(recipient_id::text || run_id::text) limit ${ramp.sample})`;
  if (first > 0) return 1;
  return sample > 0 ? 2 : null;
}
