import type { Tx } from '#lib/database';
import { interval } from './claim.queries.js';

/** Most rows that one pass of an upkeep statement changes; the rest follows in the next pass. */
const BATCH = 1_000;

/** Leases that ran out: no intent was written, so nothing can have been sent (C2). */
export function releaseLapsedLeases(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    update delivery set state = 'pending', outcome = 'lease lapsed', lease_owner = null, lease_until = null
     where id in (select id from delivery where state = 'leased' and lease_until < clock_timestamp()
                   order by lease_until limit ${BATCH} for update skip locked)`;
}

/**
 * Everything that was claimed for the bot before this ownership began. Under an old epoch no intent can be written any
 * more, whoever claimed it, so nobody need wait for the lease of a process that is gone or has lost the bot meanwhile.
 */
export function releaseEarlierLeases(tx: Tx, senderId: string): Promise<number> {
  return tx.$executeRaw`
    update delivery set state = 'pending', outcome = 'owner changed', lease_owner = null, lease_until = null
     where sender_id = ${senderId}::uuid and state = 'leased'`;
}

/** Sends whose owner gave no outcome by the deadline: never sent again on that account, but looked up (C4, C5). */
export function doubtLapsedSends(tx: Tx, firstLookMs: number): Promise<number> {
  return tx.$executeRaw`
    update delivery set state = 'unknown', doubt_since = clock_timestamp(), outcome = 'owner lost',
                        next_check_at = clock_timestamp() + ${interval(firstLookMs)}
     where id in (select id from delivery where state = 'sending' and send_deadline < clock_timestamp()
                   order by send_deadline limit ${BATCH} for update skip locked)`;
}

/** What has not left by the run's expiry does not leave. */
export function expireRows(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    update delivery set state = 'expired', outcome = 'expired'
     where id in (select d.id from run r
                  cross join lateral (select id from delivery where run_id = r.id and state = 'pending'
                                       order by available_at, id limit ${BATCH} for update skip locked) d
                   where r.status in ('running', 'paused') and r.expires_at < clock_timestamp())`;
}

/**
 * What came back to `pending` after its run was cancelled: a send that was under way then and was refused, or one whose
 * doubt ended with «not sent».
 */
export function cancelReturned(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    update delivery set state = 'cancelled', outcome = 'cancelled'
     where id in (select d.id from run r
                  cross join lateral (select id from delivery where run_id = r.id and state = 'pending'
                                       order by id limit ${BATCH} for update skip locked) d
                   where r.status = 'cancelling')`;
}

/**
 * Runs all of whose rows are final and that take in nobody any more; there must be as many rows as the audience had
 * people (protocol 2.15), late joiners included.
 */
export function finishedRuns(
  tx: Tx,
): Promise<{ id: string; status: 'running' | 'cancelling'; isWhole: boolean }[]> {
  return tx.$queryRaw`
    select r.id, r.status::text as status,
           (select count(*) from delivery d where d.run_id = r.id and d.step = 0) = r.expected_count as "isWhole"
      from run r
     where r.status in ('running', 'cancelling') and r.prepared_at is not null
       and (r.status = 'cancelling' or r.open_until is null or least(r.open_until, r.expires_at) <= clock_timestamp())
       and not exists (select 1 from delivery d where d.run_id = r.id and d.state = 'pending')
       and not exists (select 1 from delivery d where d.run_id = r.id and d.state in ('leased', 'sending', 'unknown'))`;
}

/**
 * Is the run finished still, now that its row is locked? Who opens rows of it again (a retry) locks it, too: before us,
 * and then the rows are seen here, or after us, and then the run is opened again with them.
 */
export async function isStillFinished(tx: Tx, runId: string): Promise<boolean> {
  await tx.$queryRaw`select 1 as locked from run where id = ${runId}::uuid for update`;
  // A statement of its own: its snapshot must be younger than the lock.
  const [rows] = await tx.$queryRaw<{ areOpen: boolean }[]>`
    select exists (select 1 from delivery
                    where run_id = ${runId}::uuid and state in ('pending', 'leased', 'sending', 'unknown')) as "areOpen"`;
  return rows?.areOpen === false;
}

/** Rows that a cancel has closed, by the state that they were in. */
export interface CancelledRows {
  readonly pending: number;
  readonly leased: number;
}

/** Rows of a cancelled run that nothing is known to have been sent for. Whatever goes back to `pending` has no owner. */
export async function cancelWaiting(tx: Tx, runId: string): Promise<CancelledRows> {
  const [row] = await tx.$queryRaw<CancelledRows[]>`
    with cancelled as (
      update delivery set state = 'cancelled', outcome = 'cancelled'
       where run_id = ${runId}::uuid and state in ('pending', 'leased')
      returning lease_owner)
    select count(*) filter (where lease_owner is null)::int as pending, count(lease_owner)::int as leased
      from cancelled`;
  return row ?? { pending: 0, leased: 0 };
}

/** The doubts of a cancelled run, which a person may have been left to decide: the chat is looked at anew. */
export function lookAtDoubtsNow(tx: Tx, runId: string): Promise<number> {
  return tx.$executeRaw`
    update delivery set next_check_at = clock_timestamp() where run_id = ${runId}::uuid and state = 'unknown'`;
}

/** Sends of a run whose outcome is not known yet: those under way, and those in doubt. */
export async function openSends(tx: Tx, runId: string): Promise<{ inFlight: number; unknown: number }> {
  const [row] = await tx.$queryRaw<{ inFlight: number; unknown: number }[]>`
    select count(*) filter (where state = 'sending')::int as "inFlight",
           count(*) filter (where state = 'unknown')::int as unknown
      from delivery where run_id = ${runId}::uuid and state in ('sending', 'unknown')`;
  return row ?? { inFlight: 0, unknown: 0 };
}
