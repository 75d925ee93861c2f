/** How many a reminder means, and why some of them get none: the parts always add up to `matched`. */
export interface ReminderCounts {
  readonly matched: number;
  readonly toSend: number;
  /** Of `toSend`: they are away, and get it when they are back. */
  readonly awaitingReturn: number;
  /** The most frequent reason first. */
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
}

/** @param rows by reason; `null`: they get it, those of them who are away when they are back */
export function reminderCounts(
  rows: readonly { readonly reason: string | null; readonly count: number; readonly away: number }[],
): ReminderCounts {
  const skipped = rows
    .flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]))
    .toSorted((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
  const reached = rows.find(({ reason }) => reason === null);
  const matched = rows.reduce((sum, { count }) => sum + count, 0);
  return { matched, toSend: reached?.count ?? 0, awaitingReturn: reached?.away ?? 0, skipped };
}
