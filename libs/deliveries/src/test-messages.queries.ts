import type { Tx } from '#lib/database';

/** Of these messages of the bot, those that are tests. */
export async function testsAmong(
  tx: Tx,
  senderId: string,
  messageIds: readonly number[],
): Promise<readonly number[]> {
  const rows = await tx.$queryRaw<{ messageId: bigint }[]>`
    select message_id as "messageId" from test_message
     where sender_id = ${senderId}::uuid and message_id = any(${[...messageIds]}::bigint[])`;
  return rows.map(({ messageId }) => Number(messageId));
}

/** When tests to these people, or to anybody where none are named, began that are under way or were not answered. */
export async function openTests(tx: Tx, senderId: string, people: readonly number[]): Promise<Date[]> {
  const rows = await tx.$queryRaw<{ beganAt: Date }[]>`
    select began_at as "beganAt" from test_message
     where sender_id = ${senderId}::uuid and state in ('sending', 'unknown')
       and (${people.length === 0} or person_id = any(${[...people]}::bigint[]))`;
  return rows.map(({ beganAt }) => beganAt);
}
