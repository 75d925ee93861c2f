import { Prisma, type Tx } from '#lib/database';
import { chatOfDelivery } from './chat-of-delivery.queries.js';
import { interval } from './claim.queries.js';
import { isTaskOf } from './run-steps.queries.js';

/** Runs that are not over; the order in which their gates are closed. */
export function openRunIds(
  tx: Tx,
): Promise<{ readonly id: string; readonly status: 'preparing' | 'running' | 'paused' | 'cancelling' }[]> {
  return tx.$queryRaw`
    select id, status::text as status from run where status not in ('completed', 'cancelled') order by id`;
}

/**
 * Has every delivery of the run looked up in its chat before it may be sent.
 *
 * Those under way are among them: what is handed back is to be looked up, too. Those in doubt are not; they leave their
 * doubt by the chat alone.
 *
 * @param plan.since how far back the chat is read
 * @param plan.settleMs Δ: a request of the forgotten time may still be applied, so absence counts only later
 */
export function verifyRun(
  tx: Tx,
  runId: string,
  plan: { readonly since: Date; readonly settleMs: number },
): Promise<number> {
  return tx.$executeRaw`
    insert into verification as v (delivery_id, run_id, sender_id, is_probe, since, counts_from, next_at)
    select id, run_id, sender_id, false, ${plan.since}, clock_timestamp() + ${interval(plan.settleMs)},
           clock_timestamp() + ${interval(plan.settleMs)}
      from delivery where run_id = ${runId}::uuid and state in ('pending', 'leased', 'sending')
    on conflict (delivery_id) do update
      set is_probe = false, since = least(v.since, excluded.since), counts_from = excluded.counts_from,
          next_at = excluded.next_at, unreadable_looks = 0`;
}

/** Has the next deliveries of every running run looked up, at once. */
export function probeRuns(tx: Tx, plan: { readonly since: Date; readonly count: number }): Promise<number> {
  return tx.$executeRaw`
    insert into verification (delivery_id, run_id, sender_id, is_probe, since, counts_from, next_at)
    select d.id, r.id, d.sender_id, true, ${plan.since}, clock_timestamp(), clock_timestamp()
      from run r cross join lateral (
        -- No chat tells of a task.
        select p.id, p.sender_id from delivery p
         where p.run_id = r.id and p.state = 'pending' and not ${isTaskOf(Prisma.sql`p`)}
         order by p.available_at, p.id limit ${plan.count}) d
     where r.status = 'running'
    on conflict do nothing`;
}

/** A delivery whose chat is due to be read. */
export interface Verification {
  readonly deliveryId: bigint;
  readonly recipientId: bigint;
  readonly marker: string;
  /** `null`: not known. */
  readonly chatId: bigint | null;
  readonly since: Date;
  /** Absence in a read that began before does not count. */
  readonly countsFrom: Date;
  /** Database time right before the chat is read. */
  readonly readAt: Date;
  readonly unreadableLooks: number;
  readonly isTask: boolean;
}

/**
 * Verifications of the bot that are due. The next look is set at once, so that one that takes long, or a process that
 * dies in it, neither repeats nor loses anything.
 */
export function takeDueVerifications(
  tx: Tx,
  senderId: string,
  take: { readonly limit: number; readonly againMs: number },
): Promise<Verification[]> {
  return tx.$queryRaw<Verification[]>`
    with due as materialized (
      select v.delivery_id from verification v join delivery d on d.id = v.delivery_id
       where v.sender_id = ${senderId}::uuid and v.next_at <= clock_timestamp()
         and d.state not in ('sending', 'unknown')
       order by v.next_at, v.delivery_id limit ${take.limit} for update of v skip locked),
    taken as (
      update verification v set next_at = clock_timestamp() + ${interval(take.againMs)}
        from due where v.delivery_id = due.delivery_id
      returning v.*)
    select t.delivery_id as "deliveryId", d.recipient_id as "recipientId", d.marker,
           ${chatOfDelivery(Prisma.sql`d`)} as "chatId", t.since, t.counts_from as "countsFrom",
           clock_timestamp() as "readAt", t.unreadable_looks as "unreadableLooks",
           ${isTaskOf(Prisma.sql`d`)} as "isTask"
      from taken t join delivery d on d.id = t.delivery_id
      left join dm_chat c on c.sender_id = d.sender_id and c.recipient_id = d.recipient_id
     order by t.delivery_id`;
}

/** Absent, as of a read that counts: free to be sent. Nothing happens if it is to be verified anew since. */
export function releaseVerified(tx: Tx, verification: Verification): Promise<number> {
  return tx.$executeRaw`
    delete from verification where delivery_id = ${verification.deliveryId}
       and counts_from = ${verification.countsFrom} and counts_from <= ${verification.readAt}`;
}

/** Tried in vain; once more after a while. */
export async function verifyAgain(
  tx: Tx,
  verification: Verification,
  why: { readonly isUnreadable: boolean; readonly inMs: number },
): Promise<void> {
  await tx.$executeRaw`
    update verification
       set next_at = greatest(clock_timestamp() + ${interval(why.inMs)}, counts_from),
           unreadable_looks = unreadable_looks + ${why.isUnreadable ? 1 : 0}
     where delivery_id = ${verification.deliveryId}`;
}

/** Deliveries of a run that nobody could look up yet and that would be sent if it went on. */
export async function unverifiedOf(tx: Tx, runId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from verification v join delivery d on d.id = v.delivery_id
     where v.run_id = ${runId}::uuid and v.unreadable_looks = 0 and d.state in ('pending', 'leased')`;
  return row?.count ?? 0;
}

/** How far the verifications of a run are. */
export interface RunVerification {
  readonly runId: string;
  readonly campaignId: string;
  /** Not looked up yet. */
  readonly left: number;
  /** Looked at, and their chats cannot be read: they wait. */
  readonly unreadable: number;
}

/** Runs with deliveries that are to be verified before they are sent. */
export function verificationsByRun(tx: Tx): Promise<RunVerification[]> {
  return tx.$queryRaw<RunVerification[]>`
    select v.run_id as "runId", r.campaign_id as "campaignId",
           count(*) filter (where v.unreadable_looks = 0)::int as left,
           count(*) filter (where v.unreadable_looks > 0)::int as unreadable
      from verification v join delivery d on d.id = v.delivery_id join run r on r.id = v.run_id
     where d.state in ('pending', 'leased')
     group by v.run_id, r.campaign_id, r.created_at order by r.created_at`;
}

/** Whether something still waits for a verification, or for somebody to resume what was held for it. */
export async function isSafeModeNeeded(tx: Tx, holdCode: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isNeeded: boolean }[]>`
    select exists (select 1 from run where status = 'paused' and pause_code = ${holdCode})
        or exists (select 1 from verification v join delivery d on d.id = v.delivery_id
                    where v.unreadable_looks = 0 and d.state in ('pending', 'leased')) as "isNeeded"`;
  return row?.isNeeded === true;
}
