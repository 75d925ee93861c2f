/** How many a reminder means, and why some of them get none: the parts always add up to `matched`. */
export interface ReminderCounts {
  readonly matched: number;
  readonly toSend: number;
  /** The most frequent reason first. */
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
}

/** @param rows by reason; `null`: they get it */
export function reminderCounts(
  rows: readonly { readonly reason: string | null; readonly count: number }[],
): ReminderCounts {
  const skipped = rows
    .flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]))
    .toSorted((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
  const toSend = rows.find(({ reason }) => reason === null)?.count ?? 0;
  return { matched: rows.reduce((sum, { count }) => sum + count, 0), toSend, skipped };
}
