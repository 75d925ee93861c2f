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

/** For whoever watches, and for the next owner. An earlier opening that has not ended keeps its moment. */
export async function rememberOpen(tx: Tx, senderId: string): Promise<void> {
  await tx.$executeRaw`
    insert into open_breaker (sender_id, since) values (${senderId}::uuid, clock_timestamp()) on conflict do nothing`;
}

export async function forgetOpen(tx: Tx, senderId: string): Promise<void> {
  await tx.$executeRaw`delete from open_breaker where sender_id = ${senderId}::uuid`;
}

/** Since when the breakers of bots are open. */
export function openBreakers(tx: Tx): Promise<{ readonly senderId: string; readonly since: Date }[]> {
  return tx.$queryRaw<{ senderId: string; since: Date }[]>`
    select sender_id as "senderId", since from open_breaker`;
}
