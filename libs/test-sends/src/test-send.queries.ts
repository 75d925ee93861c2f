import type { ContentParts } from '#lib/content';
import { Prisma, type Tx } from '#lib/database';
import type { TestMessageState } from './domain/test-message.js';

/** What is sent, frozen when it was asked for. */
export interface TestSendRow {
  readonly campaignId: string;
  readonly title: string;
  readonly template: string;
  readonly parts: ContentParts;
  /** By the database's clock. */
  readonly ageMs: number;
}

/** Rows of `(person_id)`. */
export const testers = (people: readonly number[]): Prisma.Sql =>
  Prisma.sql`select unnest(${[...people]}::bigint[]) as person_id`;

export async function insertTestSend(
  tx: Tx,
  test: Omit<TestSendRow, 'ageMs'> & {
    readonly operationId: string;
    readonly senderId: string;
    readonly requestedBy: string;
  },
  people: readonly number[],
): Promise<void> {
  const { operationId, campaignId, senderId, title, template, parts, requestedBy } = test;
  await tx.$executeRaw`
    insert into test_send (operation_id, campaign_id, sender_id, title, template, parts, requested_by, requested_at)
    values (${operationId}::uuid, ${campaignId}::uuid, ${senderId}::uuid, ${title}, ${template},
            ${JSON.stringify(parts)}::jsonb, ${requestedBy}, clock_timestamp())`;
  await tx.$executeRaw`
    insert into test_message (operation_id, sender_id, person_id)
    select ${operationId}::uuid, ${senderId}::uuid, id from unnest(${[...people]}::bigint[]) with ordinality as t (id, place)
     order by place`;
}

export async function testSend(tx: Tx, operationId: string): Promise<TestSendRow> {
  const [row] = await tx.$queryRaw<TestSendRow[]>`
    select campaign_id as "campaignId", title, template, parts,
           (extract(epoch from clock_timestamp() - requested_at) * 1000)::float8 as "ageMs"
      from test_send where operation_id = ${operationId}::uuid`;
  if (row === undefined) throw new Error(`There is no test send ${operationId}`);
  return row;
}

/** One message of a test, as it stands. */
export interface TestMessageRow {
  readonly id: bigint;
  readonly personId: bigint;
  readonly marker: string;
  readonly state: TestMessageState;
  readonly reason: string | null;
  readonly messageId: bigint | null;
}

/** In the order in which the people were named. */
export function testMessages(tx: Tx, operationId: string): Promise<TestMessageRow[]> {
  return tx.$queryRaw<TestMessageRow[]>`
    select id, person_id as "personId", marker, state::text as state, reason, message_id as "messageId"
      from test_message where operation_id = ${operationId}::uuid order by id`;
}

/** @returns whether it was still to be sent: only then may the post follow */
export async function beginTestMessage(tx: Tx, id: bigint): Promise<boolean> {
  const count = await tx.$executeRaw`
    update test_message set state = 'sending', began_at = clock_timestamp() where id = ${id} and state = 'todo'`;
  return count === 1;
}

/** What became of a message that was under way. */
export type TestOutcome =
  | { readonly state: 'sent'; readonly messageId: number; readonly chatId: number }
  | { readonly state: 'refused' | 'unknown'; readonly reason: string }
  /** Proved unsent. */
  | { readonly state: 'todo' };

export async function endTestMessage(tx: Tx, id: bigint, outcome: TestOutcome): Promise<void> {
  const reason = 'reason' in outcome ? outcome.reason : null;
  const { messageId, chatId } = outcome.state === 'sent' ? outcome : { messageId: null, chatId: null };
  // A late answer is proof, whoever has given the message up meanwhile.
  await tx.$executeRaw`
    update test_message
       set state = ${outcome.state}::test_message_state, reason = ${reason}, message_id = ${messageId},
           chat_id = ${chatId}
     where id = ${id} and (state = 'sending' or (state = 'unknown' and ${outcome.state} = 'sent'))`;
}

/** Whoever was sending them is gone: they may have arrived. */
export async function giveUpBegun(tx: Tx, operationId: string): Promise<void> {
  await tx.$executeRaw`
    update test_message set state = 'unknown', reason = 'worker_lost'
     where operation_id = ${operationId}::uuid and state = 'sending'`;
}

/** Those that were not begun never will be. */
export async function closeTodo(
  tx: Tx,
  operationId: string,
  end: { readonly state: 'refused' | 'cancelled'; readonly reason: string },
): Promise<void> {
  await tx.$executeRaw`
    update test_message set state = ${end.state}::test_message_state, reason = ${end.reason}
     where operation_id = ${operationId}::uuid and state = 'todo'`;
}

export async function closeOne(tx: Tx, id: bigint, reason: string): Promise<void> {
  await tx.$executeRaw`
    update test_message set state = 'refused', reason = ${reason} where id = ${id} and state = 'todo'`;
}
