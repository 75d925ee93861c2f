import { Prisma, type Tx } from '#lib/database';
import { HELD_FOR_ABSENCE, HELD_FOR_CAP, HELD_FOR_HOURS } from '#lib/deliveries';
import type { AnswerCount } from './domain/answer-figures.js';
import type { MedianBounds } from './domain/reading-time.js';
import type { StateCount } from './domain/run-ledger.js';
import type { RecentSends } from './domain/send-pace.js';
import { isReadOf } from './reads.queries.js';
import { substanceOf } from './substance.queries.js';

/** People, that is announcements. From delivery_run_state_ix alone, without a look at the rows. */
export const countByState = (runId: string): Prisma.Sql => Prisma.sql`
  select state::text as state, count(*)::int as count
    from delivery where run_id = ${runId}::uuid and step = 0 group by state`;

export function stateCounts(tx: Tx, runId: string): Promise<StateCount[]> {
  return tx.$queryRaw<StateCount[]>(countByState(runId));
}

/** How many recipients of a run failed, or were left out, for one reason. */
export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}

interface ReasonRow extends ReasonCount {
  readonly state: 'failed' | 'skipped';
}

/** The most frequent reason first. */
export const countByReason = (runId: string): Prisma.Sql => Prisma.sql`
  select state::text as state, reason, count(*)::int as count
    from delivery where run_id = ${runId}::uuid and step = 0 and state in ('failed', 'skipped')
   group by state, reason order by count(*) desc, reason`;

export async function reasonCounts(
  tx: Tx,
  runId: string,
): Promise<{ readonly failed: ReasonCount[]; readonly skipped: ReasonCount[] }> {
  const rows = await tx.$queryRaw<ReasonRow[]>(countByReason(runId));
  const of = (wanted: ReasonRow['state']): ReasonCount[] =>
    rows.filter(({ state }) => state === wanted).map(({ reason, count }) => ({ reason, count }));
  return { failed: of('failed'), skipped: of('skipped') };
}

/** Deliveries whose chats are read before they may be sent. */
export async function verifyingCount(tx: Tx, runId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from verification v join delivery d on d.id = v.delivery_id
     where v.run_id = ${runId}::uuid and d.step = 0 and d.state in ('pending', 'leased')`;
  return row?.count ?? 0;
}

/** Pending ones that wait for a moment, and when the last of them may be written to. */
export interface HeldUntil {
  readonly count: number;
  /** `null`: nobody waits. */
  readonly until: Date | null;
}

/** Pending ones that wait for their recipients' local time, quiet hours or workdays. */
export const heldForHours = (tx: Tx, runId: string): Promise<HeldUntil> => held(tx, runId, HELD_FOR_HOURS);

/** Pending ones whose recipients have had as many notices as they get in a day. */
export const heldForCap = (tx: Tx, runId: string): Promise<HeldUntil> => held(tx, runId, HELD_FOR_CAP);

/** Follow-ups whose recipients are away, and when they are looked at once more. */
export const heldForAbsence = (tx: Tx, runId: string): Promise<HeldUntil> =>
  held(tx, runId, HELD_FOR_ABSENCE);

async function held(tx: Tx, runId: string, outcome: string): Promise<HeldUntil> {
  const [row] = await tx.$queryRaw<HeldUntil[]>`
    select count(*)::int as count, max(available_at) as until from delivery
     where run_id = ${runId}::uuid and state = 'pending' and outcome = ${outcome}
       and available_at > clock_timestamp()`;
  return row ?? { count: 0, until: null };
}

interface ReadFigures extends MedianBounds {
  readonly read: number;
}

/**
 * How many have read, and the bounds of the reading time at `rank`: of the starts of the intervals, and of their ends.
 * Those who have not read come after all others, so the bounds are `null` where fewer than `rank` have read.
 */
export async function readFigures(tx: Tx, runId: string, rank: number): Promise<ReadFigures> {
  const skipped = Math.max(0, rank - 1);
  const rows = await tx.$queryRaw<ReadFigures[]>`
    with reading as materialized (
      select extract(epoch from coalesce(r.unread_as_of, d.sent_at) - d.sent_at)::float8 as least_s,
             extract(epoch from r.read_seen_at - d.sent_at)::float8 as most_s
        from delivery d join receipt r on r.delivery_id = d.id and ${isReadOf(runId)}
       where d.run_id = ${runId}::uuid and d.step = 0 and d.state = 'sent')
    select (select count(*)::int from reading) as read,
           (select least_s from reading order by least_s offset ${skipped} limit 1) as "leastS",
           (select most_s from reading order by most_s offset ${skipped} limit 1) as "mostS"`;
  return rows[0] ?? { read: 0, leastS: null, mostS: null };
}

/** How many answered what to the newest text, and with what. */
export function answerCounts(tx: Tx, runId: string): Promise<AnswerCount[]> {
  return tx.$queryRaw`
    select a.choice, a.source, count(*)::int as count
      from delivery d join acknowledgement a on a.delivery_id = d.id and a.run_id = ${runId}::uuid
     where d.run_id = ${runId}::uuid and d.step = 0 and d.state = 'sent' and a.substance >= ${substanceOf(runId)}
     group by a.choice, a.source`;
}

/** By question_run_id_id_idx. */
export async function questionCount(tx: Tx, runId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from question where run_id = ${runId}::uuid`;
  return row?.count ?? 0;
}

/** Second copies that were found, and those of them that are away again. */
export async function duplicateCounts(
  tx: Tx,
  run: { readonly runId: string; readonly senderId: string },
): Promise<{ readonly found: number; readonly removed: number }> {
  const rows = await tx.$queryRaw<{ found: number; removed: number }[]>`
    select count(*)::int as found, count(m.removed_at)::int as removed
      from duplicate_message m join delivery d on d.id = m.delivery_id
     where m.sender_id = ${run.senderId}::uuid and d.run_id = ${run.runId}::uuid`;
  return rows[0] ?? { found: 0, removed: 0 };
}

/** The newest change of a run's text, by what became of it in the messages that were sent before. */
export interface EditFigures {
  /** Number of the version that they are changed to. */
  readonly version: number;
  readonly done: number;
  readonly failed: number;
  /** Still to be changed, those in doubt included. */
  readonly waiting: number;
}

/** By edit_run_id_version_state_idx. */
export async function editFigures(tx: Tx, runId: string): Promise<EditFigures | null> {
  const rows = await tx.$queryRaw<EditFigures[]>`
    select version, count(*) filter (where state = 'done')::int as done,
           count(*) filter (where state = 'failed')::int as failed,
           count(*) filter (where state in ('todo', 'doing'))::int as waiting
      from edit where run_id = ${runId}::uuid and version = (select max(version) from edit where run_id = ${runId}::uuid)
     group by version`;
  return rows[0] ?? null;
}

/** Recalls of a run's messages, by what became of them. */
export interface RecallFigures {
  /** Deleted; unread by the look right before. */
  readonly beforeRead: number;
  readonly afterRead: number;
  /** Deleted; the readers could not be asked. */
  readonly readUnknown: number;
  /** Somebody else had deleted it. */
  readonly alreadyGone: number;
  readonly failed: number;
  /** Still to be deleted, those in doubt included. */
  readonly waiting: number;
}

/** By recall_run_id_state_idx. */
export async function recallFigures(tx: Tx, runId: string): Promise<RecallFigures> {
  const rows = await tx.$queryRaw<RecallFigures[]>`
    select count(*) filter (where outcome = 'deleted' and reading = 'before_read')::int as "beforeRead",
           count(*) filter (where outcome = 'deleted' and reading = 'after_read')::int as "afterRead",
           count(*) filter (where outcome = 'deleted' and reading = 'unknown')::int as "readUnknown",
           count(*) filter (where outcome = 'already_gone')::int as "alreadyGone",
           count(*) filter (where state = 'failed')::int as failed,
           count(*) filter (where state in ('todo', 'doing'))::int as waiting
      from recall where run_id = ${runId}::uuid`;
  const [row] = rows;
  if (row === undefined) throw new Error('Postgres did not count the recalls.');
  return row;
}

/** Sends of the last minute, and the instant at which they were counted. */
export async function recentSends(
  tx: Tx,
  runId: string,
): Promise<RecentSends & { readonly countedAt: Date }> {
  const rows = await tx.$queryRaw<(RecentSends & { readonly countedAt: Date })[]>`
    select count(*)::int as count, clock_timestamp() as "countedAt",
           coalesce(extract(epoch from clock_timestamp() - min(sent_at)), 0)::float8 as "spanS"
      from delivery
     where run_id = ${runId}::uuid and state = 'sent'
       and sent_at > (select clock_timestamp()) - interval '1 minute'`;
  const [row] = rows;
  if (row === undefined) throw new Error('Postgres did not count the sends.');
  return row;
}
