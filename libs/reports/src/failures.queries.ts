import type { Tx } from '#lib/database';

/** Where a message did not arrive, or is not known to have. */
export type FailureState = 'unknown' | 'failed' | 'skipped' | 'cancelled' | 'expired';

/** Recipients whom the message did not reach, who share a state and a reason. */
export interface FailureGroup {
  readonly state: FailureState;
  /** Of `failed` and `skipped`. */
  readonly reason: string | null;
  readonly count: number;
}

/** What the run is to be redone for first, then what was decided by somebody; each with the largest group first. */
export function failureGroups(tx: Tx, runId: string): Promise<FailureGroup[]> {
  return tx.$queryRaw<FailureGroup[]>`
    select state::text as state, case when state in ('failed', 'skipped') then reason end as reason,
           count(*)::int as count
      from delivery
     where run_id = ${runId}::uuid and step = 0 and state in ('unknown', 'failed', 'skipped', 'cancelled', 'expired')
     group by 1, 2
     order by array_position(array['failed', 'unknown', 'expired', 'skipped', 'cancelled'], state::text),
              count(*) desc, 2`;
}
