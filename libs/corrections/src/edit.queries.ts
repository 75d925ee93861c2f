import { Prisma, type Tx } from '#lib/database';
import { interval } from './correction.queries.js';

/** Messages of a run, by what a new text would mean for them. */
export interface EditCounts {
  readonly sent: number;
  /** Under way: changed as soon as they have arrived. */
  readonly sending: number;
  /** In doubt: changed when they are found. */
  readonly unknown: number;
  /** Not sent yet: they get the new text at once. */
  readonly waiting: number;
}

/** Follow-ups say something else; what is recalled says nothing any more. */
const IS_EDITABLE = Prisma.sql`
  d.step = 0 and not exists (select from recall c where c.delivery_id = d.id and c.state in ('todo', 'doing', 'gone'))`;

export async function countForEdit(tx: Tx, runId: string): Promise<EditCounts> {
  const [row] = await tx.$queryRaw<EditCounts[]>`
    select count(*) filter (where d.state = 'sent')::int as sent,
           count(*) filter (where d.state = 'sending')::int as sending,
           count(*) filter (where d.state = 'unknown')::int as unknown,
           count(*) filter (where d.state in ('pending', 'leased'))::int as waiting
      from delivery d where d.run_id = ${runId}::uuid and ${IS_EDITABLE}`;
  if (row === undefined) throw new Error('Postgres did not count the deliveries.');
  return row;
}

/** A newer version, or a recall. What is under way may still land until Δ from now. */
export async function supersedeEdits(tx: Tx, runId: string, settleMs: number): Promise<void> {
  await tx.$executeRaw`
    update edit set doubt_until = case when state = 'doing' then clock_timestamp() + ${interval(settleMs)} else doubt_until end,
                    state = 'superseded', due_at = null, finished_at = clock_timestamp()
     where run_id = ${runId}::uuid and state in ('todo', 'doing')`;
}

export function insertEdits(
  tx: Tx,
  wish: {
    readonly operationId: string;
    readonly runId: string;
    readonly version: number;
    readonly contentVersionId: string;
  },
): Promise<number> {
  return tx.$executeRaw`
    insert into edit (delivery_id, version, content_version_id, operation_id, run_id, sender_id, due_at, settle_at,
                      requested_at)
    select d.id, ${wish.version}, ${wish.contentVersionId}::uuid, ${wish.operationId}::uuid, d.run_id, d.sender_id,
           case when d.state = 'sent' then clock_timestamp() end,
           (select max(e.doubt_until) from edit e where e.delivery_id = d.id and e.doubt_until > clock_timestamp()),
           clock_timestamp()
      from delivery d
     where d.run_id = ${wish.runId}::uuid and d.state in ('sent', 'sending', 'unknown') and ${IS_EDITABLE}
     order by d.id`;
}

/** A message that this worker is to change. */
export interface DueEdit {
  readonly deliveryId: bigint;
  readonly version: number;
  readonly operationId: string;
  readonly contentVersionId: string;
  readonly recipientId: bigint;
  readonly messageId: bigint;
  readonly marker: string;
  readonly attempt: number;
  /** Whether an earlier version went out under a name of its own, which the message may still show. */
  readonly hadName: boolean;
  /** SHA-256 of what the messenger showed after the change; `null`: not changed yet. */
  readonly shownHash: string | null;
  readonly tries: number;
}

export function takeEdits(
  tx: Tx,
  work: {
    readonly senderId: string;
    readonly worker: string;
    readonly limit: number;
    readonly leaseMs: number;
  },
): Promise<DueEdit[]> {
  return tx.$queryRaw<DueEdit[]>`
    with due as materialized (
      select c.delivery_id, c.version from edit c
        join sender s on s.id = c.sender_id and s.status = 'active'
        join operation o on o.id = c.operation_id and (c.state = 'doing' or not o.is_cancelled)
       where c.sender_id = ${work.senderId}::uuid and c.state in ('todo', 'doing') and c.due_at <= clock_timestamp()
       order by c.due_at limit ${work.limit} for update of c skip locked)
    update edit c
       set state = 'doing', worker = ${work.worker}, tries = c.tries + 1,
           due_at = clock_timestamp() + ${interval(work.leaseMs)}
      from due, delivery d
     where c.delivery_id = due.delivery_id and c.version = due.version and d.id = c.delivery_id and d.state = 'sent'
    returning c.delivery_id as "deliveryId", c.version, c.operation_id as "operationId",
              c.content_version_id as "contentVersionId", d.recipient_id as "recipientId",
              d.message_id as "messageId", d.marker, d.attempt, c.shown_hash as "shownHash", c.tries,
              exists (select from content_version n join content_version v on v.campaign_id = n.campaign_id
                       where n.id = c.content_version_id and v.number < n.number
                         and v.parts ->> 'display_name' is not null) as "hadName"`;
}

/**
 * What an earlier owner had in hand is done once more, at once; its own PUT may still land until Δ from now. Taken away
 * from it here, so that it starts none after this.
 */
export async function takeOverEdits(
  tx: Tx,
  work: { readonly senderId: string; readonly worker: string; readonly settleMs: number },
): Promise<void> {
  await tx.$executeRaw`
    update edit set worker = ${work.worker}, due_at = clock_timestamp(),
                    doubt_until = clock_timestamp() + ${interval(work.settleMs)}
     where sender_id = ${work.senderId}::uuid and state = 'doing' and worker <> ${work.worker}`;
}

/** The right to write down what became of a taken row: a newer version takes it away. */
export interface HeldEdit {
  readonly deliveryId: bigint;
  readonly version: number;
  readonly worker: string;
}

const isHeld = ({ deliveryId, version, worker }: HeldEdit): Prisma.Sql =>
  Prisma.sql`c.delivery_id = ${deliveryId} and c.version = ${version} and c.state = 'doing' and c.worker = ${worker}`;

/**
 * The last look before the PUT, in its turn: what waited long may be superseded, recalled or another owner's by now.
 * Whoever takes it away later than this reckons with the PUT until Δ from then.
 */
export async function isEditHeld(tx: Tx, held: HeldEdit, leaseMs: number): Promise<boolean> {
  const renewed = await tx.$executeRaw`
    update edit c set due_at = clock_timestamp() + ${interval(leaseMs)} where ${isHeld(held)}`;
  return renewed === 1;
}

/**
 * The messenger shows the new text. Where a PUT of an older version may still land, it is looked at once more when that
 * cannot be any longer.
 */
export async function editShown(tx: Tx, held: HeldEdit, shownHash: string): Promise<void> {
  await tx.$executeRaw`
    with shown as (
      update edit c
         set shown_hash = ${shownHash},
             state = case when c.settle_at > clock_timestamp() then 'todo' else 'done' end::edit_state,
             due_at = case when c.settle_at > clock_timestamp() then c.settle_at end,
             finished_at = case when c.settle_at > clock_timestamp() then null else clock_timestamp() end
       where ${isHeld(held)}
      returning c.delivery_id, c.content_version_id)
    update delivery d set content_version_id = shown.content_version_id from shown where d.id = shown.delivery_id`;
}

/** Another change of ours to a message whose edit waits for its last look. */
export async function rememberShown(
  tx: Tx,
  message: { readonly deliveryId: bigint; readonly contentVersionId: string; readonly hash: string },
): Promise<void> {
  await tx.$executeRaw`
    update edit set shown_hash = ${message.hash}
     where delivery_id = ${message.deliveryId} and content_version_id = ${message.contentVersionId}::uuid
       and state = 'todo' and shown_hash is not null`;
}

export async function editFailed(tx: Tx, held: HeldEdit, why: string): Promise<void> {
  await tx.$executeRaw`
    update edit c set state = 'failed', why = ${why}, due_at = null, finished_at = clock_timestamp()
     where ${isHeld(held)}`;
}

/** What has not begun of an operation that would meet the same refusal for every message. */
export async function failRest(tx: Tx, operationId: string, why: string): Promise<void> {
  await tx.$executeRaw`
    update edit set state = 'failed', why = ${why}, due_at = null, finished_at = clock_timestamp()
     where operation_id = ${operationId}::uuid and state = 'todo'`;
}

/** To be tried again, unless its operation was cancelled meanwhile. */
export async function putEditBack(
  tx: Tx,
  held: HeldEdit,
  back: { readonly waitMs: number; readonly doubtMs: number | null },
): Promise<void> {
  await tx.$executeRaw`
    update edit c
       set state = case when o.is_cancelled then 'cancelled' else 'todo' end::edit_state,
           due_at = case when not o.is_cancelled then clock_timestamp() + ${interval(back.waitMs)} end,
           finished_at = case when o.is_cancelled then clock_timestamp() end,
           doubt_until = case when ${back.doubtMs !== null} then clock_timestamp() + ${interval(back.doubtMs ?? 0)}
                              else c.doubt_until end
      from operation o where o.id = c.operation_id and ${isHeld(held)}`;
}

/** What the edits of an operation came to. */
export interface EditTally {
  readonly open: number;
  readonly edited: number;
  readonly failed: number;
  readonly superseded: number;
  readonly not_needed: number;
}

export async function tallyEdits(tx: Tx, operationId: string): Promise<EditTally> {
  const [row] = await tx.$queryRaw<EditTally[]>`
    select count(*) filter (where state in ('todo', 'doing'))::int as open,
           count(*) filter (where state = 'done')::int as edited,
           count(*) filter (where state = 'failed')::int as failed,
           count(*) filter (where state = 'superseded')::int as superseded,
           count(*) filter (where state = 'unneeded')::int as not_needed
      from edit e join correction c on c.operation_id = e.operation_id and c.run_id = e.run_id
     where c.operation_id = ${operationId}::uuid`;
  if (row === undefined) throw new Error('Postgres did not count the edits.');
  return row;
}
