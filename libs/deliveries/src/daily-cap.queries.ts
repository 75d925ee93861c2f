import type { Tx } from '#lib/database';

/** `outcome` of a row that waits because its recipient has had enough for the day. */
export const HELD_FOR_CAP = 'held for daily cap';

/** Namespace of the lock of whoever is about to write to a person while there is a cap. */
const PERSON_LOCK = 8;

/** Until the transaction ends, no other intent to this person is counted or written. */
export async function lockPerson(tx: Tx, recipientId: bigint): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${PERSON_LOCK}::int, hashint8(${recipientId}::bigint))`;
}

/** How many notices a person has had, or is having, since then: of every campaign, step and bot. */
export async function noticesSince(tx: Tx, recipientId: bigint, since: Date): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from delivery
     where recipient_id = ${recipientId}::bigint
       and (state = 'sent' and sent_at >= ${since}
            or state in ('sending', 'unknown') and sending_since >= ${since})`;
  return row?.count ?? 0;
}
