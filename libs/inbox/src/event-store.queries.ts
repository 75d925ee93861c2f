import { Prisma, type Tx } from '#lib/database';
import { isAwaited } from './domain/awaited.js';
import type { InboundBody, InboundSource } from './domain/inbound-event.js';
import { TOLERANCE_SECONDS } from './domain/stale-event.js';

/** An event that is to be kept. */
export interface NewEvent {
  readonly naturalKey: string;
  readonly body: InboundBody;
  readonly saidAtSeconds: number;
}

/**
 * Keeps events; those that are here already stay as they are, whichever way they came first.
 *
 * A posted one whose time is off by more than a minute, by the database's clock, is `stale`. It becomes `received` when
 * the bot's own history has it, too: the history is read by us, so it cannot be replayed.
 *
 * @returns how many are new, or believed only now
 */
export async function storeEvents(
  tx: Tx,
  sender: { readonly senderId: string; readonly source: InboundSource },
  events: readonly NewEvent[],
): Promise<number> {
  if (events.length === 0) return 0;
  const { senderId, source } = sender;
  const rows = events.map(({ naturalKey, body, saidAtSeconds }) => ({
    key: naturalKey,
    type: body.type,
    message: 'messageId' in body ? body.messageId : null,
    body,
    said: saidAtSeconds,
    awaited: isAwaited(body),
  }));
  const state =
    source === 'polled'
      ? Prisma.sql`'received'::inbound_event_state`
      : Prisma.sql`case when abs(extract(epoch from clock_timestamp()) - e.said) > ${TOLERANCE_SECONDS}
                        then 'stale' else 'received' end::inbound_event_state`;
  return tx.$executeRaw`
    insert into inbound_event as i (sender_id, natural_key, source, type, message_id, body, said_at, received_at, state,
                                    next_try_at, is_awaited)
    select distinct on (e.key) ${senderId}::uuid, e.key, ${source}, e.type, e.message, e.body, to_timestamp(e.said),
           clock_timestamp(), ${state}, clock_timestamp(), e.awaited
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as e(key text, type text, message bigint, body jsonb, said float8, awaited boolean)
    -- One order for everybody, so that two of these never wait for each other.
     order by e.key
    on conflict (sender_id, natural_key) do update
      set state = 'received', source = excluded.source, next_try_at = clock_timestamp(), outcome = null,
          settled_at = null, attempts = 0
      where excluded.source = 'polled'
        and (i.state = 'stale' or (i.state = 'refused' and i.outcome = ${UNCONFIRMED}))`;
}

/** Why a stale event is refused that the history does not have. */
export const UNCONFIRMED = 'unconfirmed';
