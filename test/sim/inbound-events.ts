import type { SimContext } from './context.js';
import { SENDER_ID } from './world.js';

/** How long an event is on its way to us, at most. */
export const POST_MS = 1_500;

/** As the inbox keeps a posted event that was signed well. */
export async function tellOf(
  seed: SimContext,
  event: {
    readonly type: 'message' | 'button' | 'reaction';
    readonly key: string;
    readonly messageId: number;
    readonly body: object;
  },
): Promise<void> {
  const { type, key, messageId, body } = event;
  await seed.line.run(
    {
      text: `insert into inbound_event (sender_id, natural_key, source, type, message_id, body, said_at, received_at,
                                        state, next_try_at)
             values ($1, $2, 'webhook', $3, $4, $5, $6, $6, 'received', $6)`,
      values: [SENDER_ID, key, type, messageId, { type, messageId, ...body }, new Date(seed.time.now)],
    },
    seed.time.now,
  );
  seed.changes += 1;
  seed.journal.note(`an event about message ${String(messageId)} comes: ${type}`);
}
