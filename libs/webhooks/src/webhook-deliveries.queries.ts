import { Prisma, type Tx } from '#lib/database';
import type { EventType, OutboxEvent } from '#lib/outbox';

/**
 * `pending`: to be posted, at once or at its next try; `delivered`: answered with 2xx; `failed`: given up after the last try
 * of the schedule. Only `WebhookDeliveries.redeliver` leads back to `pending`.
 */
export const WEBHOOK_DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;
/** Says nothing of the endpoint: what is `pending` for a disabled one waits until it is enabled. */
export type WebhookDeliveryState = (typeof WEBHOOK_DELIVERY_STATES)[number];

/** One post, and what came of it. */
export interface WebhookAttempt {
  /** RFC 3339. */
  readonly at: string;
  /** `null`: no answer came. */
  readonly status: number | null;
  /** `null`: it was taken. */
  readonly error: string | null;
  readonly ms: number;
}

/** An event for an endpoint. */
export interface WebhookDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly eventType: EventType;
  readonly state: WebhookDeliveryState;
  /** The last ones; oldest first. */
  readonly attempts: readonly WebhookAttempt[];
  readonly nextTryAt: Date;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** Attempts that a delivery remembers: two whole schedules. */
const KEPT_ATTEMPTS = 20;
/** So long nobody else tries what somebody tries; far more than a post may take. */
const CLAIM_SECONDS = 60;

/** Writes down who is to be told of these events. */
export async function fanOut(tx: Tx, eventIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    insert into webhook_delivery (endpoint_id, event_id)
    select e.id, v.id from outbox_event v
      join webhook_endpoint e on v.type = any(e.types) and e.disabled_because is null
     where v.id = any(${[...eventIds]}::uuid[])
    on conflict do nothing`;
}

/** Enabled endpoints for which a post is due. */
export async function dueEndpoints(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select e.id from webhook_endpoint e
     where e.disabled_because is null and exists (
       select from webhook_delivery d
        where d.endpoint_id = e.id and d.state = 'pending' and d.next_try_at <= (select clock_timestamp()))`;
  return rows.map(({ id }) => id);
}

export interface ClaimedDelivery {
  readonly id: string;
  /** This try included; the fence of the claim. */
  readonly tries: number;
  readonly event: OutboxEvent;
}

interface ClaimedRow {
  readonly deliveryId: string;
  readonly tries: number;
  readonly id: string;
  readonly type: EventType;
  readonly campaignId: string | null;
  readonly runId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

/** Takes deliveries that are due: each is tried by one process at a time. In the order of their events where it can be. */
export async function claimDue(tx: Tx, endpointId: string, limit: number): Promise<ClaimedDelivery[]> {
  const rows = await tx.$queryRaw<ClaimedRow[]>`
    with due as materialized (
      select id from webhook_delivery
       where endpoint_id = ${endpointId}::uuid and state = 'pending' and next_try_at <= (select clock_timestamp())
       order by next_try_at limit ${limit} for update skip locked),
    taken as (
      update webhook_delivery d
         set tries = tries + 1, next_try_at = clock_timestamp() + make_interval(secs => ${CLAIM_SECONDS})
        from due where d.id = due.id
      returning d.id, d.tries, d.event_id)
    select t.id as "deliveryId", t.tries, v.id, v.type, v.campaign_id as "campaignId", v.run_id as "runId", v.data,
           v.created_at as "createdAt"
      from taken t join outbox_event v on v.id = t.event_id order by v.n`;
  return rows.map(({ deliveryId, tries, ...event }) => ({ id: deliveryId, tries, event }));
}

export interface TryResult {
  readonly attempt: Omit<WebhookAttempt, 'at'>;
  readonly isDelivered: boolean;
  /** Seconds; `null`: there is no next try. */
  readonly wait: number | null;
}

/** Only for who still has the claim. @returns whether it was written down */
export async function settleTry(
  tx: Tx,
  claim: { readonly id: string; readonly tries: number },
  { attempt, isDelivered, wait }: TryResult,
): Promise<boolean> {
  const state = isDelivered ? 'delivered' : wait === null ? 'failed' : 'pending';
  const count = await tx.$executeRaw`
    update webhook_delivery
       set state = ${state}, finished_at = case when ${state} <> 'pending' then clock_timestamp() end,
           next_try_at = clock_timestamp() + make_interval(secs => ${wait ?? 0}::float8),
           attempts = (case when jsonb_array_length(attempts) >= ${KEPT_ATTEMPTS}::int then attempts - 0 else attempts end)
                      || jsonb_build_array(${JSON.stringify(attempt)}::jsonb || jsonb_build_object('at',
                           to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
     where id = ${claim.id}::uuid and tries = ${claim.tries}::smallint and state = 'pending'`;
  return count > 0;
}

const COLUMNS = Prisma.sql`
  d.id, d.endpoint_id as "endpointId", d.event_id as "eventId", v.type as "eventType", d.state, d.attempts,
  d.next_try_at as "nextTryAt", d.created_at as "createdAt", d.finished_at as "finishedAt"`;

/** Newest first. */
export function selectDeliveries(
  tx: Tx,
  filter: { readonly endpointId: string; readonly state: WebhookDeliveryState | null },
  page: { readonly after: { readonly createdAt: Date; readonly id: string } | null; readonly limit: number },
): Promise<WebhookDelivery[]> {
  const { endpointId, state } = filter;
  const { after, limit } = page;
  return tx.$queryRaw<WebhookDelivery[]>`
    select ${COLUMNS} from webhook_delivery d join outbox_event v on v.id = d.event_id
     where d.endpoint_id = ${endpointId}::uuid
       ${state === null ? Prisma.empty : Prisma.sql`and d.state = ${state}`}
       ${after === null ? Prisma.empty : Prisma.sql`and (d.created_at, d.id) < (${after.createdAt}, ${after.id}::uuid)`}
     order by d.created_at desc, d.id desc limit ${limit}`;
}

export async function selectDelivery(
  tx: Tx,
  endpointId: string,
  id: string,
): Promise<WebhookDelivery | null> {
  const rows = await tx.$queryRaw<WebhookDelivery[]>`
    select ${COLUMNS} from webhook_delivery d join outbox_event v on v.id = d.event_id
     where d.endpoint_id = ${endpointId}::uuid and d.id = ${id}::uuid`;
  return rows[0] ?? null;
}

/** From the beginning of the schedule, whatever became of it. @returns whether there is such a delivery */
export async function restartDelivery(tx: Tx, endpointId: string, id: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    update webhook_delivery set state = 'pending', tries = 0, next_try_at = clock_timestamp(), finished_at = null
     where endpoint_id = ${endpointId}::uuid and id = ${id}::uuid`;
  return count > 0;
}

/** @returns its uuid */
export async function insertDelivery(tx: Tx, endpointId: string, eventId: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    insert into webhook_delivery (endpoint_id, event_id) values (${endpointId}::uuid, ${eventId}::uuid) returning id`;
  if (row === undefined) throw new Error('An insert gave no row');
  return row.id;
}
