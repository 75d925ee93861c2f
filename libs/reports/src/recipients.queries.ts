import { Prisma, type Tx } from '#lib/database';
import { readersOf } from './chat-posts.queries.js';
import { type FilterFrame, filterClauses, wantedStates } from './recipient-filter.queries.js';
import type { LedgerRow } from './recipient-row.js';

/** The columns of a `LedgerRow`, of `d`, `r` (receipt), `p` (person), `h`, `cp` and `cr` (chat and readers of a chat post), `cpn` (its pin), `v` (content version), `rc` (recall), `q` (questions) and `e` (newest edit). */
export const LEDGER_COLUMNS = Prisma.sql`
  d.id, d.recipient_id as "recipientId", d.state::text as state, d.reason, d.sent_at as "sentAt",
  d.message_id as "messageId", d.chat_id as "chatId", d.attempt, d.included_by as "includedBy",
  r.unread_as_of as "unreadAsOf", r.read_seen_at as "readSeenAt", r.source,
  a."ackedAt", a.choice, a.source as "ackSource", a.version as "ackedVersion",
  p.nickname, p.first_name as "firstName", p.last_name as "lastName", p.department, p.title,
  p.time_zone as "timeZone", h.name as "chatName",
  th.id::float8 as "threadId", th.message_id::float8 as "threadMessageId", th.root_chat_id::float8 as "threadChatId", cp.read_as_of as "postReadAsOf",
  cpn.state::text as "pinState", cpn.pin_until as "pinUntil", cpn.pinned_at as "pinnedAt",
  cpn.ended_at as "pinEndedAt", cpn.why as "pinWhy",
  cr.members as "postMembers", cr.read as "postRead", cr.outside as "postOutside", v.number as "contentVersion",
  rc.state::text as "recallState", rc.reading as "recallReading", rc.outcome as "recallOutcome",
  rc.looked_at as "recallLookedAt", rc.why as "recallWhy", rc.requested_at as "recallRequestedAt",
  rc.finished_at as "recallFinishedAt", q.count as "questionCount", q.text as "questionText", e.state as "editState", e.version as "editVersion", e.why as "editWhy"`;

/** What `LEDGER_COLUMNS` are taken of, besides `d`. */
export const LEDGER_JOINS = Prisma.sql`
      left join person p on p.id = d.recipient_id
      left join thread th on th.chat_id = -d.recipient_id
      left join chat h on h.id = coalesce(th.root_chat_id, -d.recipient_id)
      left join chat_post cp on cp.delivery_id = d.id
      left join chat_pin cpn on cpn.delivery_id = d.id
      left join lateral (${readersOf(Prisma.sql`cp.delivery_id`)}) cr on cp.delivery_id is not null
      left join receipt r on r.delivery_id = d.id
      left join content_version v on v.id = d.content_version_id
      left join recall rc on rc.delivery_id = d.id
      left join lateral (
        select case when k.substance >= w.substance then k.acked_at end as "ackedAt",
               case when k.substance >= w.substance then k.choice end as choice,
               case when k.substance >= w.substance then k.source end as source, said.number as version
          from acknowledgement k join content_version said on said.id = k.content_version_id
          join run on run.id = d.run_id join content_version w on w.id = run.content_version_id
         where k.delivery_id = d.id order by k.substance desc limit 1) a on true
      -- Under whichever message of the run. A cell of a table holds no more text.
      left join lateral (
        select count(*)::int as count, left(string_agg(text, E'\n\n' order by id), 30000) as text
          from question where run_id = d.run_id and person_id = d.recipient_id) q on true
      left join lateral (
        select state::text as state, version, why from edit where delivery_id = d.id order by version desc limit 1) e
        on true`;

/** Some rows of a walk, in the order of the rows. */
export interface RowPage {
  /** The last delivery of the page before; absent: from the start. */
  readonly after?: bigint;
  /** 0: only whether there is anybody. */
  readonly limit: number;
  /** More conditions on `d`. */
  readonly also?: readonly Prisma.Sql[];
}

/** One more than the page holds where there are more. */
export function findRecipients(tx: Tx, frame: FilterFrame, page: RowPage): Promise<LedgerRow[]> {
  return tx.$queryRaw<LedgerRow[]>(selectRecipients(frame, page));
}

/** Greater than every id. */
const LAST_ID = 9_223_372_036_854_775_807n;

/**
 * Recipients in the order of their rows.
 *
 * Each state is walked for itself, because delivery_run_state_ix has the rows of a run and state in this order, and the
 * pages of the states are merged: a page costs the same at the end of a million recipients as at their start. The
 * bounds are compared as whole keys of that index; with equalities the planner may take the primary key for as good,
 * and read every row of earlier runs to find none. What belongs to the rows of the page is fetched afterwards, for
 * these rows only.
 */
export const selectRecipients = (frame: FilterFrame, page: RowPage): Prisma.Sql => {
  const key = (id: bigint): Prisma.Sql => Prisma.sql`(${frame.runId}::uuid, wanted.state, ${id}::bigint)`;
  const conditions = [
    Prisma.sql`(d.run_id, d.state, d.id) > ${key(page.after ?? 0n)}`,
    Prisma.sql`(d.run_id, d.state, d.id) < ${key(LAST_ID)}`,
    ...filterClauses(frame),
    ...(page.also ?? []),
  ];
  return Prisma.sql`
    with page as materialized (
      select found.*
        from unnest(${wantedStates(frame.filter)}::delivery_state[]) as wanted(state)
       cross join lateral (
          select d.* from delivery d where ${Prisma.join(conditions, ' and ')}
           order by d.run_id, d.state, d.id limit ${page.limit + 1}) found
       order by found.id limit ${page.limit + 1})
    select ${LEDGER_COLUMNS}
      from page d
      ${LEDGER_JOINS}
     order by d.id`;
};

/** How many recipients the filter fits, of all pages together. */
export async function countMatching(tx: Tx, frame: FilterFrame): Promise<number> {
  const conditions = [
    Prisma.sql`d.run_id = ${frame.runId}::uuid and d.state = any(${wantedStates(frame.filter)}::delivery_state[])`,
    ...filterClauses(frame),
  ];
  const rows = await tx.$queryRaw<{ readonly count: number }[]>`
    select count(*)::int as count from delivery d where ${Prisma.join(conditions, ' and ')}`;
  return rows[0]?.count ?? 0;
}
