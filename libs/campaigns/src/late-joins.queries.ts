import { Prisma, type Tx } from '#lib/database';
import type { AudienceJson, CampaignPriority } from './domain/campaign-settings.js';
import type { LateJoinTrouble } from './domain/late-joiners.js';

/**
 * Between two looks at the audience of a run, at the soonest; where a look takes long, nine times as long as it took,
 * so that resolving takes a tenth of the time at most.
 */
const EVERY_SECONDS = 30;
const PAUSE_FACTOR = 9;

/** A run that is due to be looked at for people who have come to be named by its audience. */
export interface DueJoin {
  readonly id: string;
  readonly senderId: string;
  readonly audience: AudienceJson;
  readonly skipInvited: boolean;
  readonly skipGuests: boolean;
  readonly priority: CampaignPriority;
  readonly localStart: string | null;
  /** Keys whose limits hold. */
  readonly limitedBy: readonly string[];
  /** How many have joined, and may join at most. */
  readonly joined: number;
  readonly atMost: number;
  /** When this look began, by Postgres' clock. */
  readonly beganAt: Date;
}

/** Its people are frozen, it is neither stopped nor over, and its door is open. */
const IS_OPEN = Prisma.sql`
  status = 'running' and prepared_at is not null and least(open_until, expires_at) > clock_timestamp()
  and open_until is not null`;

/** One run that is due, for nobody else until its next look. */
export async function takeDueJoin(tx: Tx): Promise<DueJoin | null> {
  const [row] = await tx.$queryRaw<DueJoin[]>`
    update run set next_join_at = clock_timestamp() + make_interval(secs => ${EVERY_SECONDS})
     where id = (select id from run where ${IS_OPEN} and coalesce(next_join_at, prepared_at) <= clock_timestamp()
                  order by open_until limit 1 for update skip locked)
    returning id, sender_id as "senderId", audience, skip_invited as "skipInvited", skip_guests as "skipGuests",
              priority, local_start as "localStart", limited_by as "limitedBy", joined, join_limit as "atMost", clock_timestamp() as "beganAt"`;
  return row ?? null;
}

/** Locks the run while it still takes people in, and nobody has let anybody in since. @returns whether it does */
export async function lockOpenJoin(tx: Tx, { id, joined }: Pick<DueJoin, 'id' | 'joined'>): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 as one from run where id = ${id}::uuid and ${IS_OPEN} and joined = ${joined}::int for update`;
  return rows.length > 0;
}

/** What a look came to; as many rows more belong to the run as have joined. */
export async function recordJoin(
  tx: Tx,
  { id, beganAt }: Pick<DueJoin, 'id' | 'beganAt'>,
  came: { readonly joined: number; readonly trouble: LateJoinTrouble | null },
): Promise<void> {
  await tx.$executeRaw`
    update run
       set joined = joined + ${came.joined}::int, expected_count = expected_count + ${came.joined}::int,
           join_looked_at = ${beganAt}, join_trouble = ${came.trouble?.code ?? null},
           join_trouble_reason = ${came.trouble?.reason ?? null},
           next_join_at = greatest(next_join_at, clock_timestamp() + ${PAUSE_FACTOR}::int * (clock_timestamp() - ${beganAt}::timestamptz))
     where id = ${id}::uuid`;
}

/** Nobody joins the run from now on. @returns how many runs that changed */
export function closeJoin(tx: Tx, runId: string, { code, reason }: LateJoinTrouble): Promise<number> {
  return tx.$executeRaw`
    update run set open_until = clock_timestamp(), join_trouble = ${code}, join_trouble_reason = ${reason}
     where id = ${runId}::uuid and open_until > clock_timestamp()`;
}
