import type { Tx } from '#lib/database';
import type { DeliveryState } from './domain/delivery-state.js';

/** The delivery that a marker belongs to. */
export interface MarkedRow {
  readonly id: bigint;
  readonly marker: string;
  readonly state: DeliveryState;
  /** It is to be verified since safe mode began: its message is what was looked for. */
  readonly isVerifying: boolean;
  /** It was in doubt once: a request that was applied late explains its message. */
  readonly hadDoubt: boolean;
}

export function rowsOfMarkers(tx: Tx, senderId: string, markers: readonly string[]): Promise<MarkedRow[]> {
  return tx.$queryRaw<MarkedRow[]>`
    select d.id, d.marker, d.state::text as state, coalesce(not v.is_probe, false) as "isVerifying",
           exists (select 1 from delivery_event e where e.delivery_id = d.id and e.to_state = 'unknown') as "hadDoubt"
      from delivery d left join verification v on v.delivery_id = d.id
     where d.sender_id = ${senderId}::uuid and d.marker = any(${[...markers]}::text[])`;
}

/** Of these markers, those of canaries and of tests: ours as well, and of no delivery. */
export async function otherMarkers(
  tx: Tx,
  senderId: string,
  markers: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ marker: string }[]>`
    select marker from canary_message
     where sender_id = ${senderId}::uuid and marker = any(${[...markers]}::text[])
    union all
    select marker from test_message
     where sender_id = ${senderId}::uuid and marker = any(${[...markers]}::text[])`;
  return new Set(rows.map(({ marker }) => marker));
}

export interface ForeignMessage {
  readonly messageId: number;
  readonly chatId: number;
  readonly marker: string;
}

/** @returns how many of them nobody had seen before */
export function noteForeign(tx: Tx, senderId: string, messages: readonly ForeignMessage[]): Promise<number> {
  return tx.$executeRaw`
    insert into foreign_message (sender_id, message_id, chat_id, marker, seen_at)
    select ${senderId}::uuid, m.id, m.chat, m.marker, clock_timestamp()
      from unnest(${messages.map(({ messageId }) => messageId)}::bigint[],
                  ${messages.map(({ chatId }) => chatId)}::bigint[],
                  ${messages.map(({ marker }) => marker)}::text[]) as m(id, chat, marker)
    on conflict do nothing`;
}

/** How long a message that is not ours keeps its bot from being trusted with messages that carry no marker. */
const DISTRUST_DAYS = 7;

/** Whether somebody else seems to send with this bot's token. */
export async function hasForeign(tx: Tx, senderId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isSo: boolean }[]>`
    select exists (select 1 from foreign_message
                    where sender_id = ${senderId}::uuid
                      and seen_at > clock_timestamp() - make_interval(days => ${DISTRUST_DAYS}::int)) as "isSo"`;
  return row?.isSo === true;
}

/** Bots with messages of somebody else in the last days, and how many. */
export function foreignBySender(tx: Tx): Promise<{ readonly senderId: string; readonly count: number }[]> {
  return tx.$queryRaw`
    select sender_id as "senderId", count(*)::int as count from foreign_message
     where seen_at > clock_timestamp() - make_interval(days => ${DISTRUST_DAYS}::int)
     group by sender_id order by sender_id`;
}
