import { Prisma, type Tx } from '#lib/database';
import { DELIVERY_TALLY, type DeliveryState, type DeliveryTally } from '#lib/deliveries';

/** Whom a retry means. */
export interface RetryChoice {
  readonly runId: string;
  readonly reasons: readonly string[];
  readonly includeUnproven: boolean;
}

/** Deliveries that were given up, by what a retry would mean for them. */
export interface RetryCounts {
  readonly failed: number;
  readonly skipped: number;
  readonly expired: number;
  /** The messenger may have their message already. */
  readonly unproven: number;
  /** Of the chosen reasons, but the directory still says that they cannot be written to. */
  readonly stillRefused: number;
}

const isChosen = ({ runId, reasons, includeUnproven }: RetryChoice): Prisma.Sql => {
  const wanted = includeUnproven ? [...reasons, 'unproven'] : [...reasons];
  return Prisma.sql`
    d.run_id = ${runId}::uuid and d.step = 0 and d.state in ('failed', 'skipped', 'expired')
    and coalesce(d.reason, 'expired') = any(${wanted}::text[])`;
};

/** As the directory knows them today; whoever is sent to is looked at once more right before the send. */
const IS_WRITABLE = Prisma.sql`
  (exists (select from chat h
            where h.id = coalesce((select t.root_chat_id from thread t where t.chat_id = -d.recipient_id), -d.recipient_id)
              and h.left_at is null and not h.is_archived)
   or exists (select from person p
           where p.id = d.recipient_id and p.left_at is null and not p.is_suspended and not p.is_bot
             and (d.reason is distinct from 'invite_pending' or p.invite_status = 'confirmed')))`;

export async function countForRetry(tx: Tx, choice: RetryChoice): Promise<RetryCounts> {
  const [row] = await tx.$queryRaw<RetryCounts[]>`
    with chosen as (
      select d.state, d.reason, ${IS_WRITABLE} as is_writable from delivery d where ${isChosen(choice)})
    select count(*) filter (where is_writable and state = 'failed' and reason <> 'unproven')::int as failed,
           count(*) filter (where is_writable and state = 'skipped')::int as skipped,
           count(*) filter (where is_writable and state = 'expired')::int as expired,
           count(*) filter (where is_writable and reason = 'unproven')::int as unproven,
           count(*) filter (where not is_writable)::int as "stillRefused"
      from chosen`;
  if (row === undefined) throw new Error('Postgres did not count the deliveries.');
  return row;
}

/**
 * Back to `pending`, with a new fence. The guard trigger lets it pass only where the transaction declares itself an
 * operator's retry, which ends with this statement.
 *
 * @returns how many are tried again, by the state that they were in
 */
export async function retryChosen(tx: Tx, choice: RetryChoice, operationId: string): Promise<MovedRows[]> {
  await tx.$executeRaw`select set_config('vestnik.operator_retry', 'on', true)`;
  const moved = await tx.$queryRaw<MovedRows[]>`
    with chosen as materialized (
      select d.id, d.state, d.reason from delivery d where ${isChosen(choice)} and ${IS_WRITABLE}
       order by d.id for update of d),
    noted as (
      insert into retry (operation_id, delivery_id, was_state, was_reason)
      select ${operationId}::uuid, id, state, reason from chosen),
    moved as (
      update delivery d
         set state = 'pending', reason = null, outcome = 'operator: retry', fence = d.fence + 1,
             available_at = clock_timestamp(), lease_owner = null, lease_until = null
        from chosen where d.id = chosen.id
      returning chosen.state as was)
    select was::text as "from", 'pending' as "to", count(*)::int as count from moved group by was`;
  await tx.$executeRaw`select set_config('vestnik.operator_retry', 'off', true)`;
  return moved;
}

/** Deliveries that a statement has moved from one state to another. */
export interface MovedRows {
  readonly from: DeliveryState;
  readonly to: DeliveryState;
  readonly count: number;
}

/** What the deliveries of a retry have come to by now. */
export async function tallyRetries(tx: Tx, operationId: string): Promise<DeliveryTally> {
  const [row] = await tx.$queryRaw<DeliveryTally[]>`
    select ${DELIVERY_TALLY}
      from retry r join delivery d on d.id = r.delivery_id
     where r.operation_id = ${operationId}::uuid`;
  if (row === undefined) throw new Error('Postgres did not count the deliveries.');
  return row;
}

/**
 * Who was not tried yet is given up again, for the same reason; `skipped` even where the messenger had refused them
 * before, since this time it was not asked.
 */
const giveUpAgain = (which: Prisma.Sql): Prisma.Sql => Prisma.sql`
  with moved as (
    update delivery d
       set state = case when r.was_state = 'expired' then 'expired' else 'skipped' end::delivery_state,
           reason = r.was_reason, outcome = 'retry cancelled', fence = d.fence + 1
      from retry r join operation o on o.id = r.operation_id
     where d.id = r.delivery_id and d.state in ('pending', 'leased') and ${which}
    returning case when d.lease_owner is null then 'pending' else 'leased' end as was, d.state)
  select was as "from", state::text as "to", count(*)::int as count from moved group by was, state`;

export function cancelRetries(tx: Tx, operationId: string): Promise<MovedRows[]> {
  return tx.$queryRaw<MovedRows[]>(giveUpAgain(Prisma.sql`r.operation_id = ${operationId}::uuid`));
}

/**
 * The same for operations that are cancelled already: some were before anybody followed them, and a send that was in
 * doubt at that time may turn out never to have been. A later retry of the same person stands.
 */
export function cancelUnfollowedRetries(tx: Tx): Promise<MovedRows[]> {
  return tx.$queryRaw<MovedRows[]>(
    giveUpAgain(Prisma.sql`
      o.type = 'retry' and o.status = 'cancelled'
      and not exists (select from retry later join operation l on l.id = later.operation_id
                       where later.delivery_id = d.id and l.created_at > o.created_at)`),
  );
}

/** By the database's clock, as whoever sends it does. */
export async function isOver(tx: Tx, expiresAt: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isOver: boolean }[]>`
    select clock_timestamp() >= ${expiresAt}::timestamptz as "isOver"`;
  return row?.isOver ?? true;
}
