import type { Tx } from '#lib/database';
import { interval } from './interval.queries.js';

/** How far the read figures of a run can be trusted, and what keeping them costs. */
export interface Freshness {
  /**
   * Every read that the messenger showed before this instant is counted; later ones may be missing. `null`: nothing
   * was sent yet.
   */
  readonly asOf: Date | null;
  /** How long ago that was; `null`: nothing is watched any more, or nothing was sent. */
  readonly ageAtMostS: number | null;
  /** When the next look is due; in the past when pollers are behind; `null`: nothing is watched any more. */
  readonly nextSweepAt: Date | null;
  /** Messages whose look is due and has not been taken. */
  readonly backlog: number;
  /** Looks that it takes to look at everybody once who is not known to have read. */
  readonly requestsPerSweep: number;
  /** How long that takes at the bot's budget, when nothing else is to be asked. */
  readonly sweepSeconds: number;
  /** Why nobody can look (`scope_missing`, or why the bot is held); `null`: somebody can, or there is nothing to see. */
  readonly unavailable: string | null;
}

interface FreshnessRow extends Omit<Freshness, 'sweepSeconds' | 'unavailable'> {
  readonly holdCode: string | null;
  readonly scopes: readonly string[];
}

/** What it takes to see who has read. */
const SCOPE = 'messages:read';

/**
 * The oldest «not yet read» among the watched messages, where a message that was never looked at counts from its send
 * (nobody reads before that), and somebody who was not in the messenger as if they had been looked at. When nothing is
 * watched any more, the last look of all.
 *
 * @param config.looksPerSecond the budget of one bot
 */
export async function freshnessOf(
  tx: Tx,
  runId: string,
  config: { readonly firstMs: number; readonly looksPerSecond: number },
): Promise<Freshness> {
  const [open] = await tx.$queryRaw<FreshnessRow[]>`
    select w.*, greatest(0, round(extract(epoch from clock_timestamp() - w."asOf")))::int as "ageAtMostS",
           s.hold_code as "holdCode", s.scopes
      from run join sender s on s.id = run.sender_id
     cross join lateral (
        select min(coalesce(greatest(r.unread_as_of, w.idle_as_of), w.sent_at)) as "asOf",
               min(due.at) as "nextSweepAt",
               (count(*) filter (where due.at <= clock_timestamp()))::int as backlog,
               count(*)::int as "requestsPerSweep"
          from delivery d
          join receipt_watch w on w.delivery_id = d.id
          left join receipt r on r.delivery_id = d.id
         cross join lateral (
            -- A watch that no poller has adopted yet: see adoptNewWatches.
            select case when w.checks = 0 and w.next_check_at = w.sent_at
                        then w.sent_at + ${interval(config.firstMs)} else w.next_check_at end as at) due
         where d.run_id = run.id and d.state = 'sent') w
     where run.id = ${runId}::uuid`;
  if (open === undefined || open.asOf === null) return settledOf(tx, runId);
  const { holdCode, scopes, ...known } = open;
  return {
    ...known,
    sweepSeconds: Math.ceil(known.requestsPerSweep / config.looksPerSecond),
    unavailable: holdCode ?? (isScopeMissing(scopes) ? 'scope_missing' : null),
  };
}

/** A bot whose token was not tried yet has no scopes at all; nobody knows what it may. */
const isScopeMissing = (scopes: readonly string[]): boolean => scopes.length > 0 && !scopes.includes(SCOPE);

async function settledOf(tx: Tx, runId: string): Promise<Freshness> {
  const [settled] = await tx.$queryRaw<{ asOf: Date | null }[]>`
    select max(r.checked_at) as "asOf"
      from delivery d join receipt r on r.delivery_id = d.id
     where d.run_id = ${runId}::uuid and d.state = 'sent'`;
  return { ...NOTHING_TO_SEE, asOf: settled?.asOf ?? null };
}

/** Of a run of which nothing is watched. */
export const NOTHING_TO_SEE: Freshness = {
  asOf: null,
  ageAtMostS: null,
  nextSweepAt: null,
  backlog: 0,
  requestsPerSweep: 0,
  sweepSeconds: 0,
  unavailable: null,
};
