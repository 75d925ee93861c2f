import { Prisma, type Tx } from '#lib/database';
import { interval } from './correction.queries.js';
import type { Reading, RecallScope } from './domain/recall-state.js';

/** Deliveries of a run, by what a recall would mean for them. */
export interface RecallCounts {
  /** Messages that exist, as far as is known. */
  readonly sent: number;
  /** Posts under way. */
  readonly sending: number;
  /** In doubt: recalled when they are found. */
  readonly unknown: number;
  /** Closed without proof: recalled should they ever be found. */
  readonly unproven: number;
  /** Not sent yet. */
  readonly waiting: number;
  /** Recalled, or being recalled, already. */
  readonly recalled: number;
}

/** Asked for never, or in vain; `unneeded`: unless it was sent anew since. */
const IS_FREE = Prisma.sql`
  (c.delivery_id is null or c.state in ('failed', 'cancelled') or (c.state = 'unneeded' and c.attempt < d.attempt))`;

const IS_UNPROVEN = Prisma.sql`(d.state = 'failed' and d.reason = 'unproven')`;

/** A task of the messenger is left where it is: whoever was given it may have begun. */
const IS_MESSAGE = Prisma.sql`
  not exists (select from run_step f where f.run_id = d.run_id and f.step = d.step and f.form = 'task')`;

/** Only what is sent can have been read. */
const inScope = (scope: RecallScope): Prisma.Sql =>
  scope === 'all' ? Prisma.sql`true` : Prisma.sql`(d.state <> 'sent' or r.read_seen_at is null)`;

export async function countForRecall(tx: Tx, runId: string, scope: RecallScope): Promise<RecallCounts> {
  const [row] = await tx.$queryRaw<RecallCounts[]>`
    select count(*) filter (where d.state = 'sent' and ${IS_FREE})::int as sent,
           count(*) filter (where d.state = 'sending' and ${IS_FREE})::int as sending,
           count(*) filter (where d.state = 'unknown' and ${IS_FREE})::int as unknown,
           count(*) filter (where ${IS_UNPROVEN} and ${IS_FREE})::int as unproven,
           count(*) filter (where d.state in ('pending', 'leased'))::int as waiting,
           count(*) filter (where c.state in ('todo', 'doing', 'gone'))::int as recalled
      from delivery d
      left join recall c on c.delivery_id = d.id
      left join receipt r on r.delivery_id = d.id
     where d.run_id = ${runId}::uuid and ${IS_MESSAGE} and ${inScope(scope)}`;
  if (row === undefined) throw new Error('Postgres did not count the deliveries.');
  return row;
}

/** @returns how many messages are to be recalled by this operation */
export function insertRecalls(
  tx: Tx,
  wish: { readonly operationId: string; readonly runId: string; readonly scope: RecallScope },
): Promise<number> {
  return tx.$executeRaw`
    insert into recall (delivery_id, operation_id, run_id, sender_id, state, attempt, due_at, requested_at, finished_at)
    select d.id, ${wish.operationId}::uuid, d.run_id, d.sender_id,
           case when ${IS_UNPROVEN} then 'unneeded' else 'todo' end::recall_state, d.attempt,
           case when d.state = 'sent' then clock_timestamp() end, clock_timestamp(),
           case when ${IS_UNPROVEN} then clock_timestamp() end
      from delivery d
      left join recall c on c.delivery_id = d.id
      left join receipt r on r.delivery_id = d.id
     where d.run_id = ${wish.runId}::uuid and (d.state in ('sent', 'sending', 'unknown') or ${IS_UNPROVEN})
       and ${IS_FREE} and ${IS_MESSAGE} and ${inScope(wish.scope)}
     order by d.id
    on conflict (delivery_id) do update
      set operation_id = excluded.operation_id, state = excluded.state, attempt = excluded.attempt,
          due_at = excluded.due_at, tries = 0, worker = null, reading = null, looked_at = null, outcome = null,
          why = null, requested_at = excluded.requested_at, finished_at = excluded.finished_at
      where recall.state in ('failed', 'cancelled', 'unneeded')`;
}

/** What is to be deleted need not be changed any more. */
export async function supersedeRecalledEdits(tx: Tx, operationId: string): Promise<void> {
  await tx.$executeRaw`
    update edit e set state = 'superseded', due_at = null, finished_at = clock_timestamp()
      from recall c
     where c.operation_id = ${operationId}::uuid and c.state in ('todo', 'doing') and e.delivery_id = c.delivery_id
       and e.state in ('todo', 'doing')`;
}

/** A message that this worker is to delete. */
export interface DueRecall {
  readonly deliveryId: bigint;
  readonly recipientId: bigint;
  readonly messageId: bigint;
  /** The bot's own id; `null`: not known. */
  readonly botUserId: bigint | null;
  /** From a look of an earlier try: it is not made again, for the message may be away by now. */
  readonly reading: Reading | null;
  /** This one included. */
  readonly tries: number;
}

/**
 * Takes the messages that are due. `is_cancelled` is asked here, so that nothing starts once a cancel has been
 * answered; what was started goes to its end. A held bot's rows wait until somebody has mended it.
 */
export async function takeRecalls(
  tx: Tx,
  work: {
    readonly senderId: string;
    readonly worker: string;
    readonly limit: number;
    readonly leaseMs: number;
  },
): Promise<DueRecall[]> {
  return tx.$queryRaw<DueRecall[]>`
    with due as materialized (
      select c.delivery_id from recall c
        join sender s on s.id = c.sender_id and s.status = 'active'
        join operation o on o.id = c.operation_id and (c.state = 'doing' or not o.is_cancelled)
       where c.sender_id = ${work.senderId}::uuid and c.state in ('todo', 'doing') and c.due_at <= clock_timestamp()
       order by c.due_at limit ${work.limit} for update of c skip locked)
    update recall c
       set state = 'doing', worker = ${work.worker}, tries = c.tries + 1,
           due_at = clock_timestamp() + ${interval(work.leaseMs)}
      from due, delivery d, sender s
     where c.delivery_id = due.delivery_id and d.id = c.delivery_id and d.state = 'sent' and s.id = c.sender_id
    returning c.delivery_id as "deliveryId", d.recipient_id as "recipientId", d.message_id as "messageId",
              s.bot_user_id as "botUserId",
              c.reading, c.tries`;
}

/** What an earlier owner had in hand is due at once: deleting twice harms nobody. */
export async function takeOverRecalls(tx: Tx, senderId: string, worker: string): Promise<void> {
  await tx.$executeRaw`
    update recall set due_at = clock_timestamp()
     where sender_id = ${senderId}::uuid and state = 'doing' and worker <> ${worker}`;
}

/** The right to write down what became of a taken row. */
export interface Held {
  readonly deliveryId: bigint;
  readonly worker: string;
}

const isHeld = ({ deliveryId, worker }: Held): Prisma.Sql =>
  Prisma.sql`c.delivery_id = ${deliveryId} and c.state = 'doing' and c.worker = ${worker}`;

/** Written before the DELETE: afterwards the readers cannot be asked any more. */
export async function noteReading(tx: Tx, held: Held, reading: Reading): Promise<void> {
  await tx.$executeRaw`
    update recall c set reading = ${reading}, looked_at = clock_timestamp() where ${isHeld(held)}`;
}

export async function recallGone(tx: Tx, held: Held, outcome: 'deleted' | 'already_gone'): Promise<void> {
  await tx.$executeRaw`
    update recall c set state = 'gone', outcome = ${outcome}, due_at = null, finished_at = clock_timestamp()
     where ${isHeld(held)}`;
}

export async function recallFailed(tx: Tx, held: Held, why: string): Promise<void> {
  await tx.$executeRaw`
    update recall c set state = 'failed', why = ${why}, due_at = null, finished_at = clock_timestamp()
     where ${isHeld(held)}`;
}

/** To be tried again, unless its operation was cancelled meanwhile. */
export async function putRecallBack(tx: Tx, held: Held, waitMs: number): Promise<void> {
  await tx.$executeRaw`
    update recall c
       set state = case when o.is_cancelled then 'cancelled' else 'todo' end::recall_state,
           due_at = case when not o.is_cancelled then clock_timestamp() + ${interval(waitMs)} end,
           finished_at = case when o.is_cancelled then clock_timestamp() end
      from operation o where o.id = c.operation_id and ${isHeld(held)}`;
}

/** Whether the person is known to have read the message. */
export async function isKnownRead(tx: Tx, deliveryId: bigint): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isRead: boolean }[]>`
    select exists (select from receipt where delivery_id = ${deliveryId} and read_seen_at is not null) as "isRead"`;
  return row?.isRead ?? false;
}

/** What the recalls of an operation came to. */
export interface RecallTally {
  readonly open: number;
  readonly before_read: number;
  readonly after_read: number;
  readonly read_unknown: number;
  readonly already_gone: number;
  readonly failed: number;
  readonly not_needed: number;
}

export async function tallyRecalls(tx: Tx, operationId: string): Promise<RecallTally> {
  const [row] = await tx.$queryRaw<RecallTally[]>`
    select count(*) filter (where state in ('todo', 'doing'))::int as open,
           count(*) filter (where outcome = 'deleted' and reading = 'before_read')::int as before_read,
           count(*) filter (where outcome = 'deleted' and reading = 'after_read')::int as after_read,
           count(*) filter (where outcome = 'deleted' and reading = 'unknown')::int as read_unknown,
           count(*) filter (where outcome = 'already_gone')::int as already_gone,
           count(*) filter (where state = 'failed')::int as failed,
           count(*) filter (where state = 'unneeded')::int as not_needed
      from recall r join correction c on c.operation_id = r.operation_id and c.run_id = r.run_id
     where c.operation_id = ${operationId}::uuid`;
  if (row === undefined) throw new Error('Postgres did not count the recalls.');
  return row;
}
