const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Nobody takes longer than this many hours of the clock; a longer wait counts as never. */
const HORIZON_HOURS = 24 * 60;

/** How present people are in each hour of a working day of their own, 1 = fully. */
const WEEKDAY = [
  0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.05, 0.3, 0.6, 1, 1, 1, 1, 0.8, 1, 1, 1, 1, 0.6, 0.4, 0.3, 0.25, 0.2,
  0.05,
] as const;
const WEEKEND_FACTOR = 0.25;

/** Share of an hour of attention that somebody spends in the hour around `atMs`, by the clock where they are. */
export function attentionAt(atMs: number, utcOffsetHours: number): number {
  const local = atMs + utcOffsetHours * HOUR_MS;
  const hour = Math.floor(local / HOUR_MS) % 24;
  // 1 January 1970 was a Thursday: day 2 and 3 of that count were Saturday and Sunday.
  const weekday = Math.floor(local / DAY_MS) % 7;
  const share = WEEKDAY[hour] ?? 0;
  return weekday === 2 || weekday === 3 ? share * WEEKEND_FACTOR : share;
}

/**
 * When somebody has had `minutes` of attention for the messenger since `fromMs`: at once at noon on a Tuesday,
 * mostly the next morning for what came at night. `null` when that is months away.
 */
export function afterAttention(fromMs: number, minutes: number, utcOffsetHours: number): number | null {
  let left = minutes;
  let at = fromMs;
  for (let hour = 0; hour < HORIZON_HOURS; hour++) {
    const hourEnd = (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
    const share = attentionAt(at, utcOffsetHours);
    const available = ((hourEnd - at) / MINUTE_MS) * share;
    if (available >= left) return at + (left / share) * MINUTE_MS;
    left -= available;
    at = hourEnd;
  }
  return null;
}
