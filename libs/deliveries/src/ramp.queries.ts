import type { Tx } from '#lib/database';
import { interval } from './claim.queries.js';
import type { WaveFacts } from './domain/ramp-wave.js';

/** An open wave of a running run. */
export interface OpenWave extends WaveFacts {
  readonly runId: string;
  readonly wave: number;
  readonly maxFailurePercent: number;
}

/** From delivery_wave_ix: the rows of the early waves alone. @param settleMs how long a doubt may take */
export function openWaves(tx: Tx, settleMs: number): Promise<OpenWave[]> {
  return tx.$queryRaw<OpenWave[]>`
    select r.id as "runId", r.ramp_wave::int as wave, (r.ramp ->> 'maxFailurePercent')::int as "maxFailurePercent",
           count(*) filter (where d.state in ('pending', 'leased', 'sending'))::int as open,
           count(*) filter (where d.state = 'unknown' and not d.is_old)::int as "freshDoubts",
           count(*) filter (where d.state = 'unknown' and d.is_old)::int as "oldDoubts",
           count(*) filter (where d.state = 'sent' and d.wave = r.ramp_wave)::int as sent,
           count(*) filter (where d.state = 'failed' and d.wave = r.ramp_wave)::int as failed
      from run r
      cross join lateral (
        select state, wave, doubt_since < clock_timestamp() - ${interval(settleMs)} as is_old from delivery
         where run_id = r.id and wave > 0 and wave <= r.ramp_wave) d
     where r.status = 'running' and r.ramp_wave is not null
     group by r.id`;
}
