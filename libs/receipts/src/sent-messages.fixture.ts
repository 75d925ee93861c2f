import { newUuid } from '#lib/kernel';

/** The plain connection of a test database. */
export interface Rows {
  query<Row extends Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
}

export interface SentMessage {
  readonly deliveryId: bigint;
  readonly messageId: number;
  readonly recipientId: number;
}

/** Rows that the specs of this lib look at: messages that were sent, each by the legal way from `pending`. */
export class SentMessages {
  private lastMessageId = 1_000;

  constructor(private readonly rows: Rows) {}

  async sender(): Promise<string> {
    const id = newUuid();
    await this.rows.query(
      `insert into sender (id, name, token_sealed, token_fingerprint, token_hint, status)
       values ($1::uuid, 'Bot', '\\x00', decode(replace($1::uuid::text, '-', ''), 'hex'), 'hint', 'active')`,
      [id],
    );
    return id;
  }

  async run(senderId: string): Promise<string> {
    const [campaignId, contentId, runId] = [newUuid(), newUuid(), newUuid()];
    await this.rows.query(
      `insert into campaign (id, title, status, sender_id, template, audience, created_by)
       values ($1, 'Notice', 'running', $2, 'Text', '{}', 'test')`,
      [campaignId, senderId],
    );
    await this.rows.query(
      `insert into content_version (id, campaign_id, number, template, content_hash, created_by)
       values ($1, $2, 1, 'Text', 'hash', 'test')`,
      [contentId, campaignId],
    );
    await this.rows.query(
      `insert into run (id, campaign_id, sender_id, content_version_id, status, audience, skip_invited, on_unproven,
                        confirmed_count, expected_count, prepared_at)
       values ($1, $2, $3, $4, 'running', '{}', false, 'resend', 1, 1, clock_timestamp())`,
      [runId, campaignId, senderId, contentId],
    );
    return runId;
  }

  /** A delivery that nothing has been done with. */
  async pending(runId: string, recipientId: number): Promise<bigint> {
    const [row] = await this.rows.query<{ id: string }>(
      `insert into delivery (run_id, sender_id, recipient_id, included_by, marker)
       select id, sender_id, $2, 'everyone', new_marker() from run where id = $1 returning id`,
      [runId, recipientId],
    );
    return BigInt(row?.id ?? '');
  }

  async sent(runId: string, recipientId: number, sentAgoMs = 0): Promise<SentMessage> {
    const deliveryId = await this.pending(runId, recipientId);
    const messageId = ++this.lastMessageId;
    const steps = [
      `state = 'leased', lease_owner = 'test', lease_until = clock_timestamp() + interval '1 minute'`,
      `state = 'sending', attempt = 1, send_deadline = clock_timestamp() + interval '15 seconds'`,
    ];
    for (const step of steps)
      await this.rows.query(`update delivery set ${step} where id = $1`, [deliveryId]);
    await this.rows.query(
      `update delivery set state = 'sent', message_id = $2, chat_id = 5, evidence = 'answer',
                           sent_at = clock_timestamp() - $3::float8 * interval '1 millisecond' where id = $1`,
      [deliveryId, messageId, sentAgoMs],
    );
    return { deliveryId, messageId, recipientId };
  }
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

export async function knownOf(rows: Rows, message: { readonly deliveryId: bigint }): Promise<Known> {
  const [row] = await rows.query<Record<string, unknown>>(
    `select r.unread_as_of, r.read_seen_at, r.source, r.checked_at, d.sent_at, w.checks,
            (extract(epoch from w.next_check_at - w.sent_at) * 1000)::float8 as next_ms,
            w.next_check_at <= clock_timestamp() as is_due
       from delivery d left join receipt r on r.delivery_id = d.id left join receipt_watch w on w.delivery_id = d.id
      where d.id = $1`,
    [message.deliveryId],
  );
  return row as unknown as Known;
}
