import { Ledger, type TestDatabase } from '#lib/testing';
import type { LedgerState } from './domain/recipient-state.js';

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

/** Rows that the specs of this lib report on. */
export class RunRows {
  private readonly ledger: Ledger;

  constructor(private readonly rows: TestDatabase) {
    this.ledger = new Ledger(rows);
  }

  async run(expectedCount: number | null, status = 'running'): Promise<RunIds> {
    const senderId = await this.ledger.sender();
    const campaignId = await this.ledger.campaign(senderId);
    return this.anotherRun({ senderId, campaignId }, expectedCount, status);
  }

  async anotherRun(
    ids: Omit<RunIds, 'runId'>,
    expectedCount: number | null,
    status = 'running',
  ): Promise<RunIds> {
    return { ...ids, runId: await this.ledger.emptyRun(ids.campaignId, { status, expectedCount }) };
  }

  /** @returns the id of the delivery */
  delivery(run: RunIds, spec: DeliverySpec): Promise<bigint> {
    const { personId, state, reason, sentAgoS = 0 } = spec;
    return this.ledger.delivery(run.runId, personId, state, {
      includedBy: 'tag Office',
      sentAgoMs: sentAgoS * 1_000,
      ...(reason !== undefined && { reason }),
    });
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
