import { newUuid } from '#lib/kernel';
import type { LedgerState } from './domain/recipient-state.js';

/** The plain connection of a test database. */
export interface Rows {
  query<Row extends Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
}

export interface RunIds {
  readonly senderId: string;
  readonly campaignId: string;
  readonly runId: string;
}

export interface DeliverySpec {
  readonly personId: number;
  readonly state: LedgerState;
  readonly reason?: string;
  /** Of a sent one. */
  readonly sentAgoS?: number;
}

const LEASED = `state = 'leased', lease_owner = 'worker', lease_until = clock_timestamp() + interval '1 minute'`;
const SENDING = `state = 'sending', attempt = attempt + 1, sending_since = clock_timestamp(),
  send_deadline = clock_timestamp() + interval '15 seconds', content_version_id = (select content_version_id from run where run.id = run_id)`;

/** The legal way of a row from `pending` to each state, as the guard trigger demands it. */
const WAYS: Readonly<Record<LedgerState, readonly string[]>> = {
  pending: [],
  leased: [LEASED],
  sending: [LEASED, SENDING],
  unknown: [LEASED, SENDING, `state = 'unknown', doubt_since = clock_timestamp(), outcome = 'timeout'`],
  sent: [
    LEASED,
    SENDING,
    `state = 'sent', message_id = id + 1000, chat_id = 334, evidence = 'answer', sent_at = $2`,
  ],
  failed: [LEASED, SENDING, `state = 'failed', reason = $2`],
  skipped: [`state = 'skipped', reason = $2`],
  cancelled: [`state = 'cancelled', outcome = 'cancelled'`],
  expired: [`state = 'expired', outcome = 'expired'`],
};

/** Rows that the specs of this lib report on. */
export class RunRows {
  constructor(private readonly rows: Rows) {}

  async run(expectedCount: number | null, status = 'running'): Promise<RunIds> {
    const senderId = newUuid();
    await this.rows.query(
      `insert into sender (id, name, token_sealed, token_fingerprint, token_hint, status)
       values ($1::uuid, 'Bot', '\\x00', decode(replace($1::uuid::text, '-', ''), 'hex'), 'hint', 'active')`,
      [senderId],
    );
    const campaignId = newUuid();
    await this.rows.query(
      `insert into campaign (id, title, status, sender_id, template, audience, created_by)
       values ($1, 'Notice', 'running', $2, 'Text', '{}', 'test')`,
      [campaignId, senderId],
    );
    return this.anotherRun({ senderId, campaignId }, expectedCount, status);
  }

  async anotherRun(
    ids: Omit<RunIds, 'runId'>,
    expectedCount: number | null,
    status = 'running',
  ): Promise<RunIds> {
    const [runId, contentId] = [newUuid(), newUuid()];
    await this.rows.query(
      `insert into content_version (id, campaign_id, number, template, content_hash, created_by)
       select $1, $2, count(*) + 1, 'Text', 'hash', 'test' from content_version where campaign_id = $2`,
      [contentId, ids.campaignId],
    );
    await this.rows.query(
      `insert into run (id, campaign_id, sender_id, content_version_id, status, paused_by, pause_code, audience,
                        skip_invited, on_unproven, confirmed_count, expected_count, prepared_at, finished_at)
       values ($1, $2, $3, $4, $5::run_status, 'test', 'test', '{}', false, 'resend', 5, $6,
               case when $6::int is not null then clock_timestamp() end,
               case when $5 in ('completed', 'cancelled') then clock_timestamp() end)`,
      [runId, ids.campaignId, ids.senderId, contentId, status, expectedCount],
    );
    return { ...ids, runId };
  }

  /** @returns the id of the delivery */
  async delivery(run: RunIds, spec: DeliverySpec): Promise<bigint> {
    const [row] = await this.rows.query<{ id: string }>(
      `insert into delivery (run_id, sender_id, recipient_id, included_by, marker)
       values ($1, $2, $3, 'tag Office', new_marker()) returning id`,
      [run.runId, run.senderId, spec.personId],
    );
    const id = BigInt(row?.id ?? '');
    for (const step of WAYS[spec.state]) {
      const argument = spec.state === 'sent' ? ago(spec.sentAgoS ?? 0) : (spec.reason ?? 'suspended');
      await this.rows.query(
        `update delivery set ${step} where id = $1`,
        step.includes('$2') ? [id, argument] : [id],
      );
    }
    return id;
  }

  /** @param seenAgoS `null`: a look found it unread */
  async receipt(
    deliveryId: bigint,
    seenAgoS: number | null,
    unreadAgoS: number | null = null,
  ): Promise<void> {
    const [seenAt, unreadAt] = [seenAgoS, unreadAgoS].map((seconds) =>
      seconds === null ? null : ago(seconds),
    );
    await this.rows.query(
      `insert into receipt (delivery_id, read_seen_at, source, unread_as_of, checked_at)
       values ($1, $2::timestamptz, case when $2 is not null then 'poll' end, $3::timestamptz, coalesce($2, $3))`,
      [deliveryId, seenAt, unreadAt],
    );
    if (seenAgoS !== null)
      await this.rows.query('delete from receipt_watch where delivery_id = $1', [deliveryId]);
  }

  async person(
    id: number,
    person: { first?: string; last?: string; department?: string; tag?: string },
  ): Promise<void> {
    const { first = null, last = null, department = null, tag } = person;
    await this.rows.query(
      `insert into person (id, first_name, last_name, nickname, department, title, role, is_suspended, is_bot,
                           invite_status, time_zone, synced_at)
       values ($1, $2, $3, 'nick' || $1::bigint, $4, 'Clerk', 'user', false, false, 'confirmed', 'Asia/Omsk', now())`,
      [id, first, last, department],
    );
    if (tag === undefined) return;
    await this.rows.query(
      `insert into tag (id, name, users_count, synced_at) select $1, $2, 0, now()
        where not exists (select from tag where name = $2)`,
      [id, tag],
    );
    await this.rows.query(
      `insert into person_tag (person_id, tag_id) select $1, id from tag where name = $2`,
      [id, tag],
    );
  }
}

export const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1_000);
