import type { SimContext } from './context.js';

export interface SeedResult {
  readonly seed: number;
  readonly mode: 'safety' | 'liveness';
  /** What is broken, in words; empty: nothing. */
  readonly failures: readonly string[];
  readonly hash: string;
  readonly trace: readonly string[];
  readonly fired: readonly string[];
  readonly coverage: Readonly<Record<string, number>>;
  readonly deliveries: number;
  readonly doubts: number;
}

/** Changes of rows; those of posts into chats and of follow-ups for themselves. */
const CHANGES = `
  select case when d.recipient_id < 0 then 'chat: ' when d.step > 0 then 'follow-up: ' else '' end as kind,
         coalesce(e.from_state::text, '-') as from, e.to_state::text as to
    from delivery_event e join delivery d on d.id = e.delivery_id group by 1, 2, 3`;

/** What a seed that is over has come to. */
export async function resultOf(number: number, seed: SimContext): Promise<SeedResult> {
  const { faults, journal, looks } = seed;
  const [counts] = await looks.rows(`
      select (select count(*)::int from delivery) as deliveries,
             (select count(*)::int from delivery_event where to_state = 'unknown') as doubts`);
  for (const { kind, from, to } of (await looks.rows(CHANGES)) as {
    kind: string;
    from: string;
    to: string;
  }[])
    journal.cover(`${kind}${from} → ${to}`);
  for (const { kind } of faults.fired) journal.cover(kind);
  return {
    seed: number,
    mode: seed.mode,
    failures: journal.failures,
    hash: journal.digest(),
    trace: journal.trace,
    fired: faults.fired.map(({ kind, ordinal, where }) => `${kind}#${String(ordinal)} ${where}`.trim()),
    coverage: journal.counts(),
    deliveries: Number(counts?.['deliveries'] ?? 0),
    doubts: Number(counts?.['doubts'] ?? 0),
  };
}
