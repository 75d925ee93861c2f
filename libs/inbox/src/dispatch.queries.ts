import { Prisma, type Tx } from '#lib/database';
import type { EventState } from './domain/event-state.js';
import type { InboundBody, InboundEvent, InboundSource } from './domain/inbound-event.js';

/** An event whose turn it is. */
export interface DueEvent extends InboundEvent {
  /** How often its handlers have failed. */
  readonly attempts: number;
}

interface DueRow {
  readonly id: bigint;
  readonly senderId: string;
  readonly body: InboundBody;
  readonly source: InboundSource;
  readonly saidAt: Date;
  readonly receivedAt: Date;
  readonly state: EventState;
  readonly attempts: number;
  readonly ageMs: number;
}

/** Which events are taken, and how many at most: those that somebody waits for (`isAwaited`), or all others. */
export interface Lane {
  readonly isAwaited: boolean;
  readonly limit: number;
}

/** In the order of `inbound_event_open_ix`, or of `inbound_event_awaited_ix`. */
export const selectDueEvents = (senderId: string, { isAwaited, limit }: Lane): Prisma.Sql => Prisma.sql`
  select id from inbound_event
   where sender_id = ${senderId}::uuid and state in ('received', 'stale') and next_try_at <= (select clock_timestamp())
     and ${isAwaited ? Prisma.sql`is_awaited` : Prisma.sql`not is_awaited`}
   order by next_try_at, id limit ${limit} for update skip locked`;

/**
 * Events of the bot that are due. The next try is set at once, so that a process that dies over one neither loses it nor
 * keeps others from it for longer than a minute.
 */
export async function takeDueEvents(tx: Tx, senderId: string, lane: Lane): Promise<DueEvent[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    with due as materialized (${selectDueEvents(senderId, lane)}),
    taken as (
      update inbound_event i set next_try_at = clock_timestamp() + interval '1 minute'
        from due where i.id = due.id
      returning i.*)
    select id, sender_id as "senderId", body, source, said_at as "saidAt", received_at as "receivedAt",
           state::text as state, attempts,
           (extract(epoch from clock_timestamp() - received_at) * 1000)::float8 as "ageMs"
      from taken order by said_at, id`;
  return rows.map(({ state, ...row }) => ({ ...row, isStale: state === 'stale' }));
}

/** Whether the event is still to be settled; locked until the transaction ends, so it is settled once. */
export async function lockOpen(tx: Tx, id: bigint): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    select id from inbound_event where id = ${id} and state in ('received', 'stale') for update`;
  return rows.length > 0;
}

/**
 * What was typed into a form goes with it: by now it is where it belongs, or was refused for what it says. A form whose
 * handler fails is not settled at all.
 */
export async function settle(
  tx: Tx,
  id: bigint,
  result: { readonly state: 'applied' | 'refused'; readonly outcome: string },
): Promise<void> {
  await tx.$executeRaw`
    update inbound_event set state = ${result.state}::inbound_event_state, outcome = ${result.outcome},
                             settled_at = clock_timestamp(),
                             body = case when type = 'view' then body - 'fields' else body end
     where id = ${id} and state in ('received', 'stale')`;
}

/** Tried again later. */
export async function postpone(
  tx: Tx,
  id: bigint,
  wait: { readonly ms: number; readonly isFailure: boolean },
): Promise<void> {
  await tx.$executeRaw`
    update inbound_event
       set next_try_at = clock_timestamp() + make_interval(secs => ${wait.ms / 1_000}::float8),
           attempts = attempts + ${wait.isFailure ? 1 : 0}
     where id = ${id} and state in ('received', 'stale')`;
}

/** Settled events older than `days` go, some thousand at a time. @returns how many went */
export function forgetSettled(tx: Tx, days: number, limit: number): Promise<number> {
  return tx.$executeRaw`
    delete from inbound_event where id in (
      select id from inbound_event where settled_at < clock_timestamp() - make_interval(days => ${days}::int)
       limit ${limit} for update skip locked)`;
}
