import type { Tx } from '#lib/database';

/**
 * Doubts of the bot's last minute that are not resolved yet. Those that a dead owner left behind are no sign of an
 * outage and not counted; those that were resolved since are a sign that it is over.
 */
export async function recentDoubts(tx: Tx, senderId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from delivery
     where sender_id = ${senderId}::uuid and state = 'unknown' and outcome is distinct from 'owner lost'
       and doubt_since > clock_timestamp() - interval '1 minute'`;
  return row?.count ?? 0;
}
