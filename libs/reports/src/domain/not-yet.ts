import type { RecipientState } from './recipient-state.js';

/** What somebody has not done yet. */
export const NOT_YET_DEEDS = ['read', 'acked'] as const;
/** `acked`: has confirmed what the text says by now; a confirmation of an older one does not count. */
export type NotYetDeed = (typeof NOT_YET_DEEDS)[number];

/**
 * Why somebody has not read or confirmed, the first that holds: so everybody is in one group only. The order is that of
 * the statement that finds them out, from «it is not with them» over «they cannot» to «they have not».
 */
export const NOT_YET_REASONS = [
  'on_its_way',
  'not_sent',
  'recalled',
  'deactivated',
  'never_confirmed',
  'opted_out',
  'away',
  'read_only',
  'unread_long',
  'unread',
] as const;
/**
 * `deactivated` (has left, is suspended or unknown), `never_confirmed` (the invitation) and `away` are of the directory as it
 * was read last; `read_only` has read and not confirmed; from `unreadDays` after the send `unread` is `unread_long`.
 */
export type NotYetReason = (typeof NOT_YET_REASONS)[number];

/** The states of a message in which somebody can be missing for this reason. */
export function statesOfNotYet(why: NotYetReason): readonly RecipientState[] {
  if (why === 'on_its_way') return ['pending', 'sending', 'unknown'];
  return why === 'not_sent' ? ['failed', 'skipped', 'cancelled', 'expired'] : ['sent'];
}

/** Who has not read or confirmed, and why. */
export interface NotYetFilter {
  readonly deed: NotYetDeed;
  /** Absent: for whatever reason. */
  readonly why?: readonly NotYetReason[];
  /** From how many days after the send somebody is `unread_long`. */
  readonly unreadDays: number;
}

/** What is to be done about somebody: `invite` to make them join the messenger at all. */
export type NextStep = 'wait' | 'look_at_failures' | 'nothing' | 'invite' | 'remind';

/** By why: what `NotYetGroup.next` says. */
export const NEXT_STEPS = {
  on_its_way: 'wait',
  not_sent: 'look_at_failures',
  recalled: 'nothing',
  deactivated: 'nothing',
  never_confirmed: 'invite',
  opted_out: 'nothing',
  away: 'wait',
  read_only: 'remind',
  unread_long: 'remind',
  unread: 'remind',
} as const satisfies Record<NotYetReason, NextStep>;

export interface NotYetGroup {
  readonly why: NotYetReason;
  readonly count: number;
  readonly next: NextStep;
  /** Of `count`: a reminder waits until they are back. */
  readonly remindedOnReturn: number;
}

/** Who has not, by why: `done` and the groups add up to `recipients`. */
export interface NotYet {
  readonly recipients: number;
  readonly done: number;
  /** The sum of the groups. */
  readonly notYet: number;
  /** Of those, whom a reminder may move. */
  readonly toChase: number;
  /** In the order of `NOT_YET_REASONS`, empty ones left out. */
  readonly groups: readonly NotYetGroup[];
}

/** How many people have not, for the same reason and as long; such a list answers for every `unreadDays`. */
export interface NotYetCount {
  /** `null`: they have done it. Never `unread_long`, which depends on who asks. */
  readonly why: Exclude<NotYetReason, 'unread_long'> | null;
  /** Of `unread`: whole days since the send; otherwise `null`. */
  readonly days: number | null;
  readonly count: number;
  /** Of `count`: a reminder waits until they are back. Absent in lists that an earlier version has kept. */
  readonly held?: number;
}

/** @param unreadDays from how many days after the send somebody is `unread_long` */
export function notYetOf(counts: readonly NotYetCount[], unreadDays: number): NotYet {
  const told = counts.map(({ why, days, count, held = 0 }) => ({
    why: why === 'unread' && (days ?? 0) >= unreadDays ? 'unread_long' : why,
    count,
    held,
  }));
  const countOf = (wanted: NotYetReason | null, what: 'count' | 'held' = 'count'): number =>
    told.filter(({ why }) => why === wanted).reduce((sum, each) => sum + each[what], 0);
  const groups = NOT_YET_REASONS.map((why) => ({
    why,
    count: countOf(why),
    next: NEXT_STEPS[why],
    remindedOnReturn: countOf(why, 'held'),
  })).filter(({ count }) => count > 0);
  const sumOf = (among: readonly NotYetGroup[]): number => among.reduce((sum, { count }) => sum + count, 0);
  const [done, notYet] = [countOf(null), sumOf(groups)];
  const toChase = sumOf(groups.filter(({ next }) => next === 'remind'));
  return { recipients: done + notYet, done, notYet, toChase, groups };
}
