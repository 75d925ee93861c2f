import type { Tx } from '#lib/database';
import type { Applied, Plan } from '#lib/inbox';
import { type NewAcknowledgement, recordAcknowledgement } from './acknowledgement.queries.js';

/** Of an event about a message that is not bound yet: it is by then, or soon; its own event, or the chat, tells. */
export const UNTIL_BOUND: Plan = { kind: 'later', waitMs: 5_000 };

/** Writes an acknowledgement down; one that is not the first of its substance changes nothing. */
export async function acknowledge(tx: Tx, ack: NewAcknowledgement): Promise<Applied> {
  const isFirst = await recordAcknowledgement(tx, ack);
  return { kind: 'applied', outcome: isFirst ? 'acknowledged' : 'acknowledged_before' };
}
