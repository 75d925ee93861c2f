import type { Tx } from '#lib/database';
import type { Applied, Plan } from '#lib/inbox';
import {
  type MarkedDelivery,
  type NewAcknowledgement,
  recordAcknowledgement,
} from './acknowledgement.queries.js';
import type { ClickedDelivery } from './domain/judge-click.js';

/** Of an event about a message that is not bound yet: it is by then, or soon; its own event, or the chat, tells. */
export const UNTIL_BOUND: Plan = { kind: 'later', waitMs: 5_000 };

/** Of an event that comes to nothing, for a reason that is kept with it. */
export function refusing(reason: string): Plan {
  return { kind: 'apply', apply: () => Promise.resolve({ kind: 'refused', reason }) };
}

/** What a click is judged by. @param choices what the buttons of its text may answer */
export function clickedOf(delivery: MarkedDelivery, choices: readonly string[]): ClickedDelivery {
  const { recipientId, isSent, messageId } = delivery;
  return {
    recipientId: Number(recipientId),
    isSent,
    messageId: messageId === null ? null : Number(messageId),
    choices,
  };
}

/** Writes an acknowledgement down; one that is not the first of its substance changes nothing. */
export async function acknowledge(tx: Tx, ack: NewAcknowledgement): Promise<Applied> {
  const isFirst = await recordAcknowledgement(tx, ack);
  return { kind: 'applied', outcome: isFirst ? 'acknowledged' : 'acknowledged_before' };
}
