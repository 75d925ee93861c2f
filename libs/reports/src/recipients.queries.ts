import { Prisma, type Tx } from '#lib/database';
import { nameWords, storable } from './domain/name-search.js';
import { ledgerStatesOf, RECIPIENT_STATES, type RecipientState } from './domain/recipient-state.js';
import type { LedgerRow } from './recipient-row.js';
import { substanceOf } from './substance.queries.js';

/** Which recipients; all conditions hold together, a list means «one of these». */
export interface RecipientFilter {
  readonly states?: readonly RecipientState[];
  /** Asks about messages that were sent: `false` is «sent and not known to be read». */
  readonly isRead?: boolean;
  /** Asks about messages that were sent: `false` is «sent and not confirmed». */
  readonly isAcknowledged?: boolean;
  readonly reasons?: readonly string[];
  /** Words of the name, in any order. */
  readonly search?: string;
  readonly departments?: readonly string[];
  /** Names of tags that the person has today. */
  readonly tags?: readonly string[];
}

export interface RecipientPage {
  /** The last delivery of the page before; absent: from the start. */
  readonly after?: bigint;
  /** 1 or more. */
  readonly limit: number;
}

/** The columns of a `LedgerRow`, of `d`, `r` (receipt), `p` (person), `v` (content version) and `rc` (recall) and `e` (newest edit). */
export const LEDGER_COLUMNS = Prisma.sql`
  d.id, d.recipient_id as "recipientId", d.state::text as state, d.reason, d.sent_at as "sentAt",
  d.message_id as "messageId", d.chat_id as "chatId", d.attempt,
  r.unread_as_of as "unreadAsOf", r.read_seen_at as "readSeenAt", r.source,
  a."ackedAt", a.choice, a.version as "ackedVersion",
  p.nickname, p.first_name as "firstName", p.last_name as "lastName", p.department, p.title,
  p.time_zone as "timeZone", v.number as "contentVersion",
  rc.state::text as "recallState", rc.reading as "recallReading", rc.outcome as "recallOutcome",
  rc.looked_at as "recallLookedAt", rc.why as "recallWhy", rc.requested_at as "recallRequestedAt",
  rc.finished_at as "recallFinishedAt", e.state as "editState", e.version as "editVersion", e.why as "editWhy"`;

/** What `LEDGER_COLUMNS` are taken of, besides `d`. */
export const LEDGER_JOINS = Prisma.sql`
      left join person p on p.id = d.recipient_id
      left join receipt r on r.delivery_id = d.id
      left join content_version v on v.id = d.content_version_id
      left join recall rc on rc.delivery_id = d.id
      left join lateral (
        select case when k.substance >= w.substance then k.acked_at end as "ackedAt",
               case when k.substance >= w.substance then k.choice end as choice, said.number as version
          from acknowledgement k join content_version said on said.id = k.content_version_id
          join run on run.id = d.run_id join content_version w on w.id = run.content_version_id
         where k.delivery_id = d.id order by k.substance desc limit 1) a on true
      left join lateral (
        select state::text as state, version, why from edit where delivery_id = d.id order by version desc limit 1) e
        on true`;

/** One more than the page holds where there are more. */
export function findRecipients(
  tx: Tx,
  query: { readonly runId: string; readonly filter: RecipientFilter; readonly page: RecipientPage },
): Promise<LedgerRow[]> {
  return tx.$queryRaw<LedgerRow[]>(selectRecipients(query.runId, query.filter, query.page));
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
export const selectRecipients = (runId: string, filter: RecipientFilter, page: RecipientPage): Prisma.Sql => {
  const key = (id: bigint): Prisma.Sql => Prisma.sql`(${runId}::uuid, wanted.state, ${id}::bigint)`;
  const conditions = [
    Prisma.sql`(d.run_id, d.state, d.id) > ${key(page.after ?? 0n)}`,
    Prisma.sql`(d.run_id, d.state, d.id) < ${key(LAST_ID)}`,
    ...deliveryClauses(runId, filter),
    ...personClauses(filter),
  ];
  return Prisma.sql`
    with page as materialized (
      select found.*
        from unnest(${wantedStates(filter)}::delivery_state[]) as wanted(state)
       cross join lateral (
          select d.* from delivery d where ${Prisma.join(conditions, ' and ')}
           order by d.run_id, d.state, d.id limit ${page.limit + 1}) found
       order by found.id limit ${page.limit + 1})
    select ${LEDGER_COLUMNS}
      from page d
      ${LEDGER_JOINS}
     order by d.id`;
};

function wantedStates(filter: RecipientFilter): string[] {
  const states = new Set(filter.states ?? RECIPIENT_STATES);
  return ledgerStatesOf(
    filter.isRead === undefined && filter.isAcknowledged === undefined
      ? [...states]
      : [...states].filter((state) => state === 'sent'),
  );
}

/**
 * Subqueries instead of joins, here and below: they are asked row by row until the page is full, where the planner of a
 * join may read all receipts, or all people, to find those of one page.
 */
const acknowledged = (runId: string): Prisma.Sql => Prisma.sql`
  exists (select from acknowledgement a where a.delivery_id = d.id and a.substance >= ${substanceOf(runId)})`;
const READ_SEEN_AT = Prisma.sql`(select r.read_seen_at from receipt r where r.delivery_id = d.id)`;

function deliveryClauses(runId: string, { isRead, isAcknowledged, reasons }: RecipientFilter): Prisma.Sql[] {
  const clauses: Prisma.Sql[] = [];
  if (isRead === true) clauses.push(Prisma.sql`${READ_SEEN_AT} is not null`);
  if (isRead === false) clauses.push(Prisma.sql`${READ_SEEN_AT} is null`);
  if (isAcknowledged === true) clauses.push(acknowledged(runId));
  if (isAcknowledged === false) clauses.push(Prisma.sql`not ${acknowledged(runId)}`);
  if (reasons !== undefined) clauses.push(Prisma.sql`d.reason = any(${reasons.map(storable)})`);
  return clauses;
}

/** Upper-case Cyrillic and ё, spelled out: `lower` alone knows them only where the database's locale does. */
const RUSSIAN_UPPER = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё';
const RUSSIAN_FOLDED = 'абвгдеежзийклмнопрстуфхцчшщъыьэюяе';

const FOLDED_NAME = Prisma.sql`
  translate(lower(concat_ws(' ', p.first_name, p.last_name, p.nickname)), ${RUSSIAN_UPPER}, ${RUSSIAN_FOLDED})`;

function personClauses({ search, departments, tags }: RecipientFilter): Prisma.Sql[] {
  const clauses = nameWords(search ?? '').map((word) => Prisma.sql`strpos(${FOLDED_NAME}, ${word}) > 0`);
  if (departments !== undefined) clauses.push(Prisma.sql`p.department = any(${departments.map(storable)})`);
  if (tags !== undefined) {
    clauses.push(Prisma.sql`
      exists (select from person_tag pt join tag t on t.id = pt.tag_id
               where pt.person_id = p.id and t.name = any(${tags.map(storable)}))`);
  }
  if (clauses.length === 0) return [];
  return [Prisma.sql`(select ${Prisma.join(clauses, ' and ')} from person p where p.id = d.recipient_id)`];
}
