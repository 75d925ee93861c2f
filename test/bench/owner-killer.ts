import type { RunningProcess, TestDatabase } from '#lib/testing';

/** What the killed process had handed to its system still arrives; the next owner is quiet for over a second. */
const LAST_BYTES_MS = 200;

/** A worker was killed while it owned these bots. */
export interface Kill {
  /** On the scale of the messenger's log, which is kept in this process. */
  readonly atMs: number;
  /** As the messenger knows them. */
  readonly botUserIds: readonly number[];
}

/** `kill -9` of whoever owns the most bots. @throws when that is none of these */
export async function killOwner(
  db: Pick<TestDatabase, 'query'>,
  workers: readonly RunningProcess[],
): Promise<Kill> {
  const [lease] = await db.query<{ owner: string; bots: number[] }>(
    `select l.owner, array_agg(s.bot_user_id::int) as bots from sender_lease l join sender s on s.id = l.sender_id
      group by l.owner order by count(*) desc, l.owner limit 1`,
  );
  const owner = workers.find(({ pid }) => pid === Number(lease?.owner.split(':')[1]));
  if (lease === undefined || owner === undefined)
    throw new Error(`nobody here is the owner ${String(lease?.owner)}`);
  const atMs = performance.now();
  await owner.kill();
  return { atMs, botUserIds: lease.bots };
}

/** From the kill to the first send of the next owner, in milliseconds; `null`: none came. @param arrivedMs of the bot, in order */
export function gapAfter({ atMs }: Kill, arrivedMs: readonly number[]): number | null {
  const next = arrivedMs.find((at) => at > atMs + LAST_BYTES_MS);
  return next === undefined ? null : Math.round(next - atMs);
}
