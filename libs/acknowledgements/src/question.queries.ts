import { createHash } from 'node:crypto';
import type { Tx } from '#lib/database';

/** A question as it is written down. */
export interface NewQuestion {
  readonly deliveryId: bigint;
  readonly contentVersionId: string;
  /** The inbound event of the click that opened the form. */
  readonly openedBy: bigint;
  readonly eventId: bigint;
  readonly text: string;
  /** By the messenger's clock. */
  readonly at: Date;
}

/**
 * One form asks once with the same words, however often it is sent. The instant is brought between the send and now.
 *
 * @returns whether it is new
 */
export async function recordQuestion(tx: Tx, question: NewQuestion): Promise<boolean> {
  const hash = Uint8Array.from(createHash('sha256').update(question.text).digest());
  const count = await tx.$executeRaw`
    insert into question (run_id, delivery_id, person_id, content_version_id, opened_by, text, text_hash, event_id,
                          asked_at, recorded_at)
    select run_id, id, recipient_id, ${question.contentVersionId}::uuid, ${question.openedBy}, ${question.text}, ${hash},
           ${question.eventId}, greatest(sent_at, least(${question.at}::timestamptz, clock_timestamp())),
           clock_timestamp()
      from delivery where id = ${question.deliveryId}
    on conflict (delivery_id, opened_by, text_hash) do nothing`;
  return count > 0;
}
