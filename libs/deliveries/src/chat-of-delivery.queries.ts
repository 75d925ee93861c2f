import { Prisma } from '#lib/database';

/**
 * The chat that the delivery `d` goes to: its own key where that is a chat (ADR 0010), else where it is known to be,
 * else the direct chat `c` of the bot and the person; null: not known yet.
 */
export function chatOfDelivery(d: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`case when ${d}.recipient_id < 0 then -${d}.recipient_id else coalesce(${d}.chat_id, c.chat_id) end`;
}
