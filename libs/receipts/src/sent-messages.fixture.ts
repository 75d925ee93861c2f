import { Ledger, type TestDatabase } from '#lib/testing';

export interface SentMessage {
  readonly deliveryId: bigint;
  readonly messageId: number;
  readonly recipientId: number;
}

/** A message of a run that has gone out. */
export async function sentMessage(
  db: TestDatabase,
  runId: string,
  recipientId: number,
  sentAgoMs = 0,
): Promise<SentMessage> {
  const deliveryId = await new Ledger(db).delivery(runId, recipientId, 'sent', { sentAgoMs });
  return { deliveryId, messageId: Number(deliveryId) + 1_000, recipientId };
}

/** Everything that is known about the reading of one delivery. */
export interface Known {
  readonly unread_as_of: Date | null;
  readonly read_seen_at: Date | null;
  readonly source: string | null;
  readonly checked_at: Date | null;
  readonly sent_at: Date;
  /** `null`: nobody watches it any more. */
  readonly checks: number | null;
  /** From the send to the next look. */
  readonly next_ms: number | null;
  readonly is_due: boolean | null;
}

export async function knownOf(db: TestDatabase, message: { readonly deliveryId: bigint }): Promise<Known> {
  const [row] = await db.query<Record<string, unknown>>(
    `select r.unread_as_of, r.read_seen_at, r.source, r.checked_at, d.sent_at, w.checks,
            (extract(epoch from w.next_check_at - w.sent_at) * 1000)::float8 as next_ms,
            w.next_check_at <= clock_timestamp() as is_due
       from delivery d left join receipt r on r.delivery_id = d.id left join receipt_watch w on w.delivery_id = d.id
      where d.id = $1`,
    [message.deliveryId],
  );
  return row as unknown as Known;
}
