import { FRESH_MS, Prisma, type Tx } from '#lib/database';
import type { QueuedRun } from './domain/fair-queue.js';
import type { MarkedBy } from './domain/marker.js';
import { CURRENT_TEXT, POINTLESS_BECAUSE } from './run-steps.queries.js';

/** A row that a worker prepares to send. */
export interface Claimed {
  readonly id: bigint;
  readonly runId: string;
  /** 0: the announcement; from 1: a follow-up. */
  readonly step: number;
  readonly recipientId: bigint;
  readonly marker: string;
  /** What it says as of the claim; an edit may point it to a newer text until the intent, which compares. */
  readonly contentVersionId: string;
  readonly fence: bigint;
  readonly attempt: number;
  /** Goes out however many notices the person has had that day. */
  readonly isMandatory: boolean;
  /** Of a post into a thread: people whom the text mentions are not made members of it. */
  readonly skipInviteMentions: boolean;
}

/** Who acts, as the owner of which bot. Compared in SQL: a late write of an earlier owner finds another epoch. */
export interface Actor {
  readonly senderId: string;
  readonly owner: string;
  readonly epoch: bigint;
}

export interface SendableRun extends QueuedRun {
  /** Just prepared, and a canary of its bot is due: it waits for that, half a minute at most. */
  readonly isWaiting: boolean;
  /** Only the people of this wave and of those before may be sent to; `null`: everybody. */
  readonly rampWave: number | null;
}

/**
 * Runs of the bot that may send now, the oldest first; none while the bot is held.
 *
 * None either while the database is not the one that was worked with until now, or nobody has said lately that it is:
 * it may have forgotten what was sent (protocol 2.11). And no run whose next deliveries are being probed for that. The
 * look at the instance is part of this statement, so that no connection to another database slips through.
 */
export function sendableRuns(tx: Tx, senderId: string): Promise<SendableRun[]> {
  return tx.$queryRaw<SendableRun[]>`
    select r.id, r.priority, r.ramp_wave as "rampWave",
           coalesce(s.canary_user_id is not null and s.canary_due_at <= clock_timestamp()
                    and r.prepared_at > clock_timestamp() - interval '30 seconds', false) as "isWaiting"
      from run r join sender s on s.id = r.sender_id
     where r.sender_id = ${senderId}::uuid and r.status = 'running' and s.status = 'active'
       and (r.expires_at is null or clock_timestamp() < r.expires_at)
       and not exists (select 1 from instance_state i
                        where i.heartbeat_at < clock_timestamp() - ${interval(FRESH_MS)}
                           or i.identity <> instance_identity())
       and not exists (select 1 from verification v join delivery x on x.id = v.delivery_id
                        where v.run_id = r.id and v.unreadable_looks = 0 and x.state in ('pending', 'leased'))
     order by r.created_at`;
}

/**
 * Takes up to `limit` due deliveries of a run for `owner` until the lease runs out (D1 of the protocol).
 *
 * `materialized`: the planner must not run the limited subquery twice. `skip locked`: any number of workers may claim
 * without waiting for one another and without two of them getting the same row. People to whom a send of this bot is
 * in doubt are left out; the lane index would refuse the intent anyway. The order matches delivery_claim_ix; change
 * both or neither.
 */
export function claim(
  tx: Tx,
  input: { runId: string; owner: string; limit: number; leaseMs: number; rampWave?: number | null },
): Promise<Claimed[]> {
  const { rampWave = null } = input;
  // While a wave is open, its handful of rows is found by an index of its own; the intent asks for the wave again.
  const wave = rampWave === null ? Prisma.empty : Prisma.sql`and d.wave between 1 and ${rampWave}::smallint`;
  return tx.$queryRaw<Claimed[]>`
    with picked as materialized (
      select d.id from delivery d
       where d.run_id = ${input.runId}::uuid and d.state = 'pending' and d.available_at <= clock_timestamp() ${wave}
         and not exists (select 1 from verification v where v.delivery_id = d.id)
         and not exists (select 1 from delivery x
                          where x.sender_id = d.sender_id and x.recipient_id = d.recipient_id
                            and x.state in ('sending', 'unknown') and not x.is_parked)
       order by d.available_at, d.id
       limit ${input.limit}
         for update of d skip locked)
    update delivery d
       set state = 'leased', fence = d.fence + 1, lease_owner = ${input.owner},
           -- Database time on both sides of the comparison: worker clocks drift.
           lease_until = clock_timestamp() + ${interval(input.leaseMs)}, outcome = null
      from picked, run r
     where d.id = picked.id and r.id = ${input.runId}::uuid
    returning d.id, d.run_id as "runId", d.step::int as step, d.recipient_id as "recipientId", d.marker, d.fence, d.attempt,
              ${CURRENT_TEXT} as "contentVersionId", r.is_mandatory as "isMandatory",
              coalesce((r.target->>'skipInviteMentions')::boolean, false) as "skipInviteMentions"`;
}

/** Advisory lock namespace of a run: every intent takes it shared, pause and cancel take it alone. */
const RUN_GATE = 7;

/**
 * Writes the intent to send (D2). Only a *seen* commit of this gives the right to post.
 *
 * Two statements on purpose: the update takes its snapshot after the lock, so an intent that waited for a pause sees
 * the pause. Everything that forbids the send is looked at here once more, in the row's own transaction: the fence, the
 * run, its expiry, that it still says what was prepared, that a follow-up still has a point, the bot, and whether this
 * process still owns the bot.
 *
 * @returns the number of the attempt, or `null` when the right is gone; nothing was written then
 * @throws a unique violation of delivery_lane_uq when another send of the bot to this person is open
 */
export async function writeIntent(
  tx: Tx,
  delivery: { id: bigint; runId: string; fence: bigint },
  plan: { actor: Actor; deadlineMs: number; markedBy: MarkedBy; contentVersionId: string },
): Promise<number | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(${RUN_GATE}::int, hashtext(${delivery.runId}))`;
  const rows = await tx.$queryRaw<{ attempt: number }[]>`
    update delivery d
       set state = 'sending', attempt = d.attempt + 1, sending_since = clock_timestamp(),
           send_deadline = clock_timestamp() + ${interval(plan.deadlineMs)},
           doubt_since = null, next_check_at = null, negative_at = null, negative_reads = 0,
           marked_by = ${plan.markedBy}, content_version_id = ${plan.contentVersionId}::uuid,
           hwm = coalesce((select c.last_message_id from dm_chat c
                            where c.sender_id = d.sender_id and c.recipient_id = d.recipient_id), 0)
      from run r, sender s, sender_lease l
     where d.id = ${delivery.id} and d.fence = ${delivery.fence} and d.state = 'leased'
       -- What was looked at before, as the hours and the person, is no older than the lease.
       and d.lease_until > clock_timestamp()
       and r.id = d.run_id and r.status = 'running'
       and (r.ramp_wave is null or d.wave between 1 and r.ramp_wave) and ${CURRENT_TEXT} = ${plan.contentVersionId}::uuid
       and ${POINTLESS_BECAUSE} is null
       and (r.expires_at is null or clock_timestamp() < r.expires_at)
       and s.id = d.sender_id and s.status = 'active'
       and l.sender_id = d.sender_id and l.owner = ${plan.actor.owner} and l.epoch = ${plan.actor.epoch}
       and not exists (select 1 from verification v where v.delivery_id = d.id)
    returning d.attempt`;
  return rows[0]?.attempt ?? null;
}

/** Waits until no intent of the run is being written, and keeps later ones out until the transaction ends. */
export async function closeRunGate(tx: Tx, runId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${RUN_GATE}::int, hashtext(${runId}))`;
}

export function interval(ms: number): Prisma.Sql {
  return Prisma.sql`make_interval(secs => ${ms / 1000}::float8)`;
}
