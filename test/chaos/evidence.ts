import type { SimulatorHandle } from '#lib/testing';
import type { ChaosPostgres } from './chaos-postgres.js';
import type { DeliveryRow, RunRow, TrueMessage } from './checker.js';

type Rows = Pick<ChaosPostgres, 'query'>;

export function deliveryRows(db: Rows): Promise<DeliveryRow[]> {
  return db.query<DeliveryRow>(
    `select d.id::text, d.run_id as "runId", r.status::text as "runStatus", d.recipient_id::int as "recipientId",
            d.marker, d.state::text, d.message_id::int as "messageId",
            (select max(e.at)::text from delivery_event e
              where e.delivery_id = d.id and e.from_state = 'unknown' and e.to_state = 'pending') as "absentAt",
            exists (select from recall c where c.delivery_id = d.id and c.state <> 'cancelled'
                       and (c.state <> 'unneeded' or c.attempt = d.attempt)) as "isRecalled",
            v.template as text
       from delivery d join run r on r.id = d.run_id join content_version v on v.id = r.content_version_id`,
  );
}

export function runRows(db: Rows): Promise<RunRow[]> {
  return db.query<RunRow>(
    `select r.id, r.status::text, r.expected_count as expected,
            (select count(*)::int from delivery d where d.run_id = r.id) as rows
       from run r`,
  );
}

/** Recalls and edits that are not at their end, of messages and as operations. */
export async function openCorrections(db: Rows): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select (select count(*) from recall where state in ('todo', 'doing'))::int
          + (select count(*) from edit where state in ('todo', 'doing'))::int
          + (select count(*) from operation where type in ('recall', 'edit')
                                              and status in ('queued', 'running'))::int as count`,
  );
  return row?.count ?? 0;
}

/** Direct messages that bots wrote. */
export async function trueMessages(messenger: SimulatorHandle): Promise<TrueMessage[]> {
  return (await messenger.messages()).filter(
    (message) => message.isByBot && message.chatKind === 'direct' && message.forwardedFromId === null,
  );
}

/** Deliveries that ever were in doubt. */
export async function doubtCount(db: Rows): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int from delivery_event where to_state = 'unknown'`,
  );
  return row?.count ?? 0;
}

/** Everything that is known of one delivery, for whoever looks for the cause. */
export async function historyOf(
  db: Rows,
  messages: readonly TrueMessage[],
  deliveryId: string,
): Promise<string> {
  const [row] = await db.query<{ marker: string }>('select * from delivery where id = $1', [deliveryId]);
  const events = await db.query(
    `select at, from_state, to_state, fence, attempt, actor, why from delivery_event
      where delivery_id = $1 order by id`,
    [deliveryId],
  );
  const corrections = await db.query(
    `select 'recall' as kind, to_jsonb(c) as row from recall c where delivery_id = $1
      union all select 'edit', to_jsonb(e) from edit e where delivery_id = $1`,
    [deliveryId],
  );
  const copies = messages.filter(
    ({ displayAvatarUrl }) => displayAvatarUrl?.includes(row?.marker ?? '?') === true,
  );
  return JSON.stringify({ row, events, corrections, copies }, null, 1);
}

/** Posts that were allowed between the return of a pause and the request to go on: there must be none. */
export async function intentsDuring(
  db: Rows,
  pauses: readonly { readonly runId: string; readonly fromMs: number; readonly toMs: number }[],
): Promise<number> {
  let found = 0;
  for (const { runId, fromMs, toMs } of pauses) {
    const [row] = await db.query<{ count: number }>(
      `select count(*)::int from delivery_event e join delivery d on d.id = e.delivery_id
        where d.run_id = $1 and e.to_state = 'sending'
          and e.at > to_timestamp($2::float8 / 1000) and e.at < to_timestamp($3::float8 / 1000)`,
      [runId, fromMs, toMs],
    );
    found += row?.count ?? 0;
  }
  return found;
}
