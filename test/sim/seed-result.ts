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

/** What a seed that is over has come to. */
export async function resultOf(number: number, seed: SimContext): Promise<SeedResult> {
  const { faults, journal, looks } = seed;
  const [counts] = await looks.rows(`
      select (select count(*)::int from delivery) as deliveries,
             (select count(*)::int from delivery_event where to_state = 'unknown') as doubts`);
  for (const { from, to } of (await looks.rows(
    `select coalesce(from_state::text, '-') as from, to_state::text as to from delivery_event group by 1, 2`,
  )) as { from: string; to: string }[])
    journal.cover(`${from} → ${to}`);
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
