/** What the directory tells of somebody's activity, beside what is known of their reading. Instants in ms since 1970. */
export interface IdleFacts {
  readonly sentAtMs: number;
  /** When a look last found it unread, or the send. */
  readonly unreadAsOfMs: number;
  /** When the messenger last saw the person; `null`: they never signed in. */
  readonly lastActivityAtMs: number | null;
  /** As of when that is known. */
  readonly knownAsOfMs: number;
  /** When it will be known anew. */
  readonly knownAnewAtMs: number;
  readonly nowMs: number;
  /** From the send to the first look. */
  readonly firstMs: number;
}

const MINUTE_MS = 60_000;
/** The messenger may note somebody's activity this much before their last deed: how fine it is nobody says. */
export const ACTIVITY_SLACK_MS = 10 * MINUTE_MS;
/** How long what the directory says of somebody's activity is believed. */
const BELIEVED_MS = 30 * MINUTE_MS;
/** Before it is asked again whether somebody is still idle. */
const SHORTEST_REST_MS = MINUTE_MS;
/** In first looks: a day. */
const DAY = 288;

/**
 * Until when somebody is left alone because they cannot have read: the messenger has not seen them since the message
 * was last seen unread. `null`: they may have.
 *
 * A look makes sure after a day, and then after twice as long each time (days 1, 2, 4, 8): that the messenger notes
 * every activity is its habit and no promise.
 */
export function idleUntil(facts: IdleFacts): number | null {
  const { sentAtMs, unreadAsOfMs, lastActivityAtMs, knownAsOfMs, knownAnewAtMs, nowMs, firstMs } = facts;
  if (knownAsOfMs <= unreadAsOfMs || knownAsOfMs < nowMs - BELIEVED_MS) return null;
  if (lastActivityAtMs !== null && lastActivityAtMs >= unreadAsOfMs - ACTIVITY_SLACK_MS) return null;
  const makeSureAtMs = unreadAsOfMs + Math.max(DAY * firstMs, unreadAsOfMs - sentAtMs);
  if (nowMs >= makeSureAtMs) return null;
  return Math.min(Math.max(knownAnewAtMs, nowMs + SHORTEST_REST_MS), makeSureAtMs);
}

/** One in so many looks at idle people is taken all the same: whoever never looks never learns that they were wrong. */
const ONE_IN = 20;

/**
 * Whether this look at somebody who seems idle is taken all the same.
 *
 * @param checks looks so far, so that it is somebody else's turn each time
 */
export const isMadeSure = (deliveryId: bigint, checks: number): boolean =>
  (deliveryId + BigInt(checks)) % BigInt(ONE_IN) === 0n;

/** Reads that are set against what the directory says of their readers. */
export interface ActivitySample {
  readonly reads: number;
  /** Of them by people who, as the directory says, were not in the messenger then. */
  readonly byIdle: number;
}

const FEWEST_READS = 30;
const MOST_BY_IDLE = 0.02;

/** Whether the messenger's word about activity is good enough to leave somebody alone: those who read were active. */
export const isActivityTrue = ({ reads, byIdle }: ActivitySample): boolean =>
  reads >= FEWEST_READS && byIdle <= reads * MOST_BY_IDLE;

/** What a fresh reading of the directory costs, and what it may spare. */
export interface RefreshFacts {
  /** Looks that are due by now. */
  readonly dueLooks: number;
  /** Share of due looks that were left out lately because the person was idle, 0 to 1. */
  readonly idleShare: number;
  /** Requests of the last reading: one for 50 people. */
  readonly requests: number;
}

/**
 * Whether reading the directory again spares more looks than it takes requests. A lookup of one person never does: it
 * costs as much as the look, and the look knows for certain.
 */
export const isRefreshWorthIt = ({ dueLooks, idleShare, requests }: RefreshFacts): boolean =>
  dueLooks * idleShare > requests;
