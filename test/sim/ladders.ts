import type { SimContext } from './context.js';
import { earliest, type RungTruth } from './ladder-plan.js';

/** As long as a run is under way a rung waits for it, but no longer than this. */
const PATIENCE_MS = 6 * 3_600_000;

interface Position {
  readonly preparedAt: Date;
  /** The highest rung that was climbed, from 1. */
  readonly climbed: number;
  readonly isThrough: boolean;
}

/** A ladder that goes on: neither stopped nor past its last moment. */
const OPEN_LADDER = (runId: string): string => `
  select r.prepared_at as "preparedAt", coalesce((select max(f.rung) from run_step f where f.run_id = r.id), 0)::int as climbed,
         r.status = 'completed'
         or not exists (select from delivery d where d.run_id = r.id and d.state in ('pending', 'leased', 'sending', 'unknown')
                           and (d.step = 0 or d.state <> 'unknown')) as "isThrough"
    from run r join follow_up_plan p on p.campaign_id = r.campaign_id
   where r.id = '${runId}' and r.status in ('running', 'completed') and r.prepared_at is not null
     and (r.expires_at is null or r.expires_at > clock_timestamp())
     and (p.deadline_at is null or p.deadline_at > clock_timestamp())`;

/** Of the world's ladder: what is above the highest rung that was climbed, and since when that could be. */
async function restOf(
  seed: SimContext,
): Promise<(Position & { readonly rungs: readonly RungTruth[] }) | null> {
  const { ladder } = seed.world;
  if (ladder === null) return null;
  const [row] = (await seed.looks.rows(OPEN_LADDER(ladder.runId))) as unknown as Position[];
  return row === undefined ? null : { ...row, rungs: ladder.rungs.slice(row.climbed) };
}

/** The moment at which a rung can be climbed; `Infinity`: none is left, or somebody has to let the run go on first. */
export async function nextRungDue(seed: SimContext): Promise<number> {
  const rest = await restOf(seed);
  if (rest === null) return Infinity;
  const patience = rest.isThrough ? 0 : PATIENCE_MS;
  return Math.min(
    Infinity,
    ...rest.rungs.map(({ when }) => earliest(when, rest.preparedAt.getTime()) + patience),
  );
}

/** When the next rung comes that is not due yet; `null`: never. */
export async function rungToCome(seed: SimContext): Promise<number | null> {
  const { ladder } = seed.world;
  if (ladder === null) return null;
  const [run] = await seed.looks.rows(
    `select coalesce(prepared_at, clock_timestamp()) as "preparedAt" from run
      where id = '${ladder.runId}' and status not in ('cancelling', 'cancelled')
        and (expires_at is null or expires_at > clock_timestamp())`,
  );
  if (run === undefined) return null;
  const from = (run['preparedAt'] as Date).getTime();
  const { now } = seed.time;
  return ladder.rungs.map(({ when }) => earliest(when, from)).find((at) => at > now) ?? null;
}
