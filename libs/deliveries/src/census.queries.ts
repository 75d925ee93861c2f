import type { Tx } from '#lib/database';

/** Namespace of the advisory lock of whoever counts. */
const CENSUS_LOCK = 94;

/**
 * From delivery_run_state_ix alone. Only one worker a minute: the others find the lock taken, or the count fresh.
 *
 * @returns whether anything was counted
 */
export async function takeCensus(tx: Tx): Promise<boolean> {
  const [turn] = await tx.$queryRaw<{ isOurs: boolean }[]>`
    select pg_try_advisory_xact_lock(${CENSUS_LOCK}::int, 0)
       and not exists (select 1 from delivery_census
                        where counted_at > clock_timestamp() - interval '50 seconds') as "isOurs"`;
  if (turn?.isOurs !== true) return false;
  await tx.$executeRaw`
    insert into delivery_census (state, count, counted_at)
    select s.state, count(d.id), clock_timestamp()
      from unnest(enum_range(null::delivery_state)) as s(state)
      left join delivery d on d.state = s.state
           and d.run_id in (select id from run where status not in ('completed', 'cancelled')
                                or finished_at > clock_timestamp() - interval '1 day')
     group by s.state
    on conflict (state) do update set count = excluded.count, counted_at = excluded.counted_at`;
  return true;
}
