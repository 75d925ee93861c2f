import { Prisma, type Tx } from '#lib/database';
import type { EventType } from './domain/event-types.js';
import type { NewOutboxEvent, PublishedEvent } from './domain/outbox-event.js';

/** Most deliveries that one event names: what is told stays below 20 KB. */
const BATCH = 200;
/** Parts that one pass gathers. */
const PARTS_PER_PASS = 5_000;

interface EventRow {
  readonly id: string;
  readonly type: EventType;
  readonly campaignId: string | null;
  readonly runId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly seq: bigint;
}

const COLUMNS = Prisma.sql`
  id, type, campaign_id as "campaignId", run_id as "runId", data, created_at as "createdAt", seq`;

const toEvent = ({ seq, ...row }: EventRow): PublishedEvent => ({ ...row, seq: Number(seq) });

/** @returns its uuid */
export async function insertEvent(tx: Tx, event: NewOutboxEvent): Promise<string> {
  const { type, campaignId = null, runId = null, data = {} } = event;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    insert into outbox_event (type, campaign_id, run_id, data)
    values (${type}, ${campaignId}::uuid, ${runId}::uuid, ${JSON.stringify(data)}::jsonb) returning id`;
  if (row === undefined) throw new Error('An insert gave no row');
  return row.id;
}

/** Turns what is told in batches into events, `BATCH` deliveries each. @returns how many parts were taken */
export async function gatherParts(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    with taken as (
      delete from outbox_part where id in (
        select id from outbox_part order by id limit ${PARTS_PER_PASS} for update skip locked)
      returning id, type, run_id, delivery_id),
    lots as (
      select *, (row_number() over (partition by type, run_id order by id) - 1) / ${BATCH}::int as lot from taken),
    told as (
      insert into outbox_event (type, campaign_id, run_id, data)
      select l.type, r.campaign_id, l.run_id,
             jsonb_build_object('count', count(*), 'delivery_ids', jsonb_agg(l.delivery_id order by l.id))
        from lots l join run r on r.id = l.run_id
       group by l.type, l.run_id, r.campaign_id, l.lot
       order by min(l.id))
    select count(*)::int as count from taken`;
  return row?.count ?? 0;
}

/** Whether this process is the one of all that looks how far runs are: their rows are counted for it. */
export async function takeProgressTurn(tx: Tx, everySeconds: number): Promise<boolean> {
  const count = await tx.$executeRaw`
    update outbox_head set progress_at = clock_timestamp()
     where progress_at < clock_timestamp() - make_interval(secs => ${everySeconds}::float8)`;
  return count > 0;
}

/** Quarters of running runs that nobody was told of yet. @returns how many were told now */
export function tellProgress(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    with figures as materialized (
      select r.id, r.campaign_id, r.expected_count as total,
             (select count(*) from delivery d
               where d.run_id = r.id and d.state in ('pending', 'leased', 'sending', 'unknown')) as open
        from run r where r.status = 'running' and r.expected_count > 0),
    reached as (
      select id, campaign_id, ((total - open) * 4 / total * 25)::int as percent from figures where open > 0),
    told as (
      insert into run_progress (run_id, percent) select id, percent from reached where percent > 0
      on conflict (run_id) do update set percent = excluded.percent where run_progress.percent < excluded.percent
      returning run_id, percent)
    insert into outbox_event (type, campaign_id, run_id, data)
    select 'campaign.progressed', r.campaign_id, r.id, jsonb_build_object('percent', t.percent)
      from told t join reached r on r.id = t.run_id`;
}

/** Whether anything waits to be numbered. */
export async function hasFresh(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ has: boolean }[]>`
    select exists (select from outbox_event where seq is null) as has`;
  return row?.has ?? false;
}

/**
 * Takes the one row that gives numbers, until the transaction ends. A statement of its own: what is numbered next must be
 * looked for in a snapshot from after it was taken.
 *
 * @returns `null`: another process is numbering
 */
export async function lockHead(tx: Tx): Promise<bigint | null> {
  const [row] = await tx.$queryRaw<{ lastSeq: bigint }[]>`
    select last_seq as "lastSeq" from outbox_head for update skip locked`;
  return row?.lastSeq ?? null;
}

/** Numbers what is committed and has none, in `outbox_event_fresh_ix` order. The caller holds the head. */
export async function numberFresh(tx: Tx, lastSeq: bigint, limit: number): Promise<PublishedEvent[]> {
  const rows = await tx.$queryRaw<EventRow[]>`
    with fresh as materialized (
      select n, row_number() over (order by n) as place from (
        select n from outbox_event where seq is null order by n limit ${limit}) waiting),
    numbered as (
      update outbox_event e set seq = ${lastSeq}::bigint + fresh.place from fresh where e.n = fresh.n
      returning e.*)
    select ${COLUMNS} from numbered order by seq`;
  if (rows.length > 0)
    await tx.$executeRaw`update outbox_head set last_seq = ${lastSeq}::bigint + ${rows.length}::int`;
  return rows.map(toEvent);
}

/** The bounds of what can still be read. `oldest` is `newest + 1` where nothing is kept. */
export async function readBounds(tx: Tx): Promise<{ readonly oldest: number; readonly newest: number }> {
  const [row] = await tx.$queryRaw<{ oldest: bigint; newest: bigint }[]>`
    select h.last_seq as newest, coalesce((select min(seq) from outbox_event), h.last_seq + 1) as oldest
      from outbox_head h`;
  if (row === undefined) throw new Error('The head of the outbox is gone');
  return { oldest: Number(row.oldest), newest: Number(row.newest) };
}

/** What came after a place, in order. */
export async function selectAfter(tx: Tx, seq: number, limit: number): Promise<PublishedEvent[]> {
  const rows = await tx.$queryRaw<EventRow[]>`
    select ${COLUMNS} from outbox_event where seq > ${seq} order by seq limit ${limit}`;
  return rows.map(toEvent);
}

export interface EventFilters {
  readonly types: readonly EventType[];
  readonly campaignId: string | null;
}

/** @param page.after the last one of the page before; `null`: from the beginning of that order */
export async function selectEvents(
  tx: Tx,
  filters: EventFilters,
  page: { readonly after: number | null; readonly limit: number; readonly isOldestFirst: boolean },
): Promise<PublishedEvent[]> {
  const { after, limit, isOldestFirst } = page;
  const beyond = isOldestFirst ? Prisma.sql`seq > ${after}` : Prisma.sql`seq < ${after}`;
  const rows = await tx.$queryRaw<EventRow[]>`
    select ${COLUMNS} from outbox_event
     where seq is not null and type = any(${[...filters.types]})
       ${filters.campaignId === null ? Prisma.empty : Prisma.sql`and campaign_id = ${filters.campaignId}::uuid`}
       ${after === null ? Prisma.empty : Prisma.sql`and ${beyond}`}
     order by seq ${isOldestFirst ? Prisma.sql`asc` : Prisma.sql`desc`} limit ${limit}`;
  return rows.map(toEvent);
}

export async function selectEvent(tx: Tx, id: string): Promise<PublishedEvent | null> {
  const rows = await tx.$queryRaw<EventRow[]>`
    select ${COLUMNS} from outbox_event where id = ${id}::uuid and seq is not null`;
  return rows.map(toEvent)[0] ?? null;
}

/** Published events older than `days` go, some thousand at a time, the oldest first. @returns how many went */
export function purgeEvents(tx: Tx, days: number, limit: number): Promise<number> {
  return tx.$executeRaw`
    delete from outbox_event where n in (
      select n from outbox_event
       where seq is not null and created_at < clock_timestamp() - make_interval(days => ${days}::int)
       order by seq limit ${limit})`;
}
