import type { Tx } from '#lib/database';

/** Most runs whose rows are counted in one examination, newest first, and about how many rows that may be. */
const MOST_RUNS = 100;
const MOST_ROWS = 300_000;

export interface ExaminedRun {
  readonly runId: string;
  readonly campaignId: string;
}

/** Runs that are open, or ended within a day: those to count now, and how many are left out since there are too many. */
export async function recentRuns(
  tx: Tx,
): Promise<{ readonly runs: readonly ExaminedRun[]; readonly skipped: number }> {
  const rows = await tx.$queryRaw<(ExaminedRun & { readonly isCounted: boolean })[]>`
    select id as "runId", campaign_id as "campaignId",
           row_number() over newest <= ${MOST_RUNS}
             and sum(coalesce(expected_count, 0)) over newest - coalesce(expected_count, 0) < ${MOST_ROWS} as "isCounted"
      from run
     where status not in ('completed', 'cancelled') or finished_at > clock_timestamp() - interval '1 day'
    window newest as (order by created_at desc, id desc)
     order by created_at desc, id desc`;
  const runs = rows.filter(({ isCounted }) => isCounted);
  return { runs, skipped: rows.length - runs.length };
}

export interface LedgerFacts {
  readonly made: number;
  readonly removed: number;
  readonly open: number;
  readonly oldestSeconds: number | null;
  readonly parked: number;
  readonly awaitingPerson: number;
  readonly databaseNow: Date;
}

/**
 * From the partial index of open doubts and the few copies there are; no run is walked. A doubt that was found absent
 * often enough is open only because a person is to decide.
 */
export async function ledgerFacts(tx: Tx): Promise<LedgerFacts> {
  const rows = await tx.$queryRaw<LedgerFacts[]>`
    select c.made, c.removed, d.open, d."oldestSeconds", d.parked, d."awaitingPerson",
           clock_timestamp() as "databaseNow"
      from (select count(*)::int as made, count(removed_at)::int as removed from duplicate_message) c,
           (select count(*)::int as open,
                   extract(epoch from clock_timestamp() - min(x.doubt_since))::float8 as "oldestSeconds",
                   count(*) filter (where x.is_parked)::int as parked,
                   count(*) filter (where x.negative_reads >= 2)::int as "awaitingPerson"
              from delivery x where x.state = 'unknown') d`;
  const [row] = rows;
  if (row === undefined) throw new Error('Postgres did not count.');
  return row;
}

interface SenderFacts {
  readonly id: string;
  readonly holdCode: string | null;
  readonly hasAvatar: boolean;
  /** Channels whose markers do not come back. */
  readonly lostChannels: readonly string[];
  /** Why the last canary told nothing; `null`: it did, or there is none. */
  readonly canaryTrouble: string | null;
  /** For how long its breaker on doubts is open; `null`: it is not. */
  readonly breakerOpenS: number | null;
}

/** Bots that were checked: active ones and held ones. */
export function senderFacts(tx: Tx): Promise<SenderFacts[]> {
  return tx.$queryRaw<SenderFacts[]>`
    select id, hold_code as "holdCode", avatar_url is not null as "hasAvatar",
           array_remove(array[case marker_avatar when 'lost' then 'avatar' end,
                              case marker_buttons when 'lost' then 'buttons' end,
                              case marker_history when 'lost' then 'history' end], null) as "lostChannels",
           case when canary_outcome in ('account_refused', 'text_refused') then canary_outcome end as "canaryTrouble",
           (select extract(epoch from clock_timestamp() - b.since)::float8 from open_breaker b
             where b.sender_id = sender.id) as "breakerOpenS"
      from sender where status <> 'checking' order by created_at`;
}

/** Runs that the system paused. */
export function heldRuns(tx: Tx): Promise<{ readonly campaignId: string; readonly code: string }[]> {
  return tx.$queryRaw`
    select campaign_id as "campaignId", pause_code as code from run
     where status = 'paused' and paused_by = 'system' order by created_at`;
}

interface BrokenGlassRow {
  readonly campaignId: string;
  /** Public id of the key. */
  readonly by: string;
  readonly at: Date;
  readonly reason: string | null;
}

/** Campaigns of the last week that went to many without a second person, newest first; of many the newest ones. */
export function brokenGlass(tx: Tx): Promise<BrokenGlassRow[]> {
  return tx.$queryRaw<BrokenGlassRow[]>`
    select campaign_id as "campaignId", data ->> 'by' as by, created_at as at, data ->> 'reason' as reason
      from outbox_event
     where type = 'campaign.break_glass' and campaign_id is not null
       and created_at > clock_timestamp() - interval '7 days'
     order by created_at desc limit 20`;
}
