/** How many of some people got a message, have read it and have confirmed it. */
export interface Progress {
  readonly recipients: number;
  readonly sent: number;
  readonly read: number;
  readonly acked: number;
}

/** Those of a run who share one value. In a `Breakdown` they are `SMALLEST_GROUP` or more. */
export interface BreakdownGroup extends Progress {
  /** `null`: those who have no such value. */
  readonly value: string | null;
}

/** Groups that are too small or too many to be shown one by one. */
export interface FoldedGroups extends Progress {
  readonly groupCount: number;
}

/** A run by one property of its people; the totals are of the whole run, each person once. */
export interface Breakdown extends Progress {
  /** Whether somebody may be in several groups, as with tags: then the groups add up to more than the people. */
  readonly isOverlapping: boolean;
  /** Who has read least comes first. */
  readonly groups: readonly BreakdownGroup[];
  /** `null`: every group is shown. Each person is counted once. */
  readonly others: FoldedGroups | null;
}

/** Fewer people than this are nobody's department: the share of one person is that person's secret. */
export const SMALLEST_GROUP = 5;
/** More groups than a chart or a page shows; the smallest beyond it are folded. */
export const MOST_GROUPS = 200;

/** Which groups are shown, and which are folded. */
export function splitGroups(groups: readonly BreakdownGroup[]): {
  readonly shown: readonly BreakdownGroup[];
  readonly folded: readonly BreakdownGroup[];
} {
  const bySize = groups.toSorted(
    (one, other) => other.recipients - one.recipients || compareValues(one.value, other.value),
  );
  const isShown = ({ recipients }: BreakdownGroup, place: number): boolean =>
    recipients >= SMALLEST_GROUP && place < MOST_GROUPS;
  return { shown: bySize.filter(isShown), folded: bySize.filter((group, place) => !isShown(group, place)) };
}

/** The sum of groups that share nobody. */
export function sumOf(groups: readonly Progress[]): Progress {
  return groups.reduce<Progress>(
    (sum, group) => ({
      recipients: sum.recipients + group.recipients,
      sent: sum.sent + group.sent,
      read: sum.read + group.read,
      acked: sum.acked + group.acked,
    }),
    { recipients: 0, sent: 0, read: 0, acked: 0 },
  );
}

/** Whoever has read least first; nobody got it: last. */
export function worstFirst(groups: readonly BreakdownGroup[]): BreakdownGroup[] {
  const share = ({ read, sent }: Progress): number => (sent === 0 ? Infinity : read / sent);
  const compare = (one: BreakdownGroup, other: BreakdownGroup): number => {
    const [first, second] = [share(one), share(other)];
    if (first !== second) return first < second ? -1 : 1;
    return other.recipients - one.recipients || compareValues(one.value, other.value);
  };
  return groups.toSorted(compare);
}

function compareValues(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other ? -1 : 1;
}
