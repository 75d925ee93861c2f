import { loadConfig } from '#lib/config';
import { createLogger, type Logger } from '#lib/observability';
import { ReceiptsService } from '#lib/receipts';
import { Ledger, type TestDatabase } from '#lib/testing';
import type { LedgerState } from './domain/recipient-state.js';
import { RunFigures } from './figures.service.js';
import { ReportParts } from './report-parts.js';
import { ReportRefresh } from './report-refresh.js';
import { ReportsService } from './reports.service.js';

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

  async person(id: number, person: PersonSpec): Promise<void> {
    const { first = null, last = null, department = null, title = 'Clerk', zone = 'Asia/Omsk', tag } = person;
    const { isSuspended = false, isAway = false, hasLeft = false, invite = 'confirmed' } = person;
    await this.rows.query(
      `insert into person (id, first_name, last_name, nickname, department, title, role, is_suspended, is_bot,
                           invite_status, time_zone, is_away, left_at, custom_properties, synced_at)
       values ($1, $2, $3, 'nick' || $1::bigint, $4, $5, 'user', $6, false, $7, $8, $9,
               case when $10 then now() end, $11, now())`,
      [id, first, last, department, title, isSuspended, invite, zone, isAway, hasLeft, propertiesOf(person)],
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

  /** `substance` is that of the text that was confirmed; every run of the ledger says 0. */
  async acknowledgement(
    deliveryId: bigint,
    ackedAgoS: number,
    choice = 'ack',
    { substance = 0, source = 'click' } = {},
  ): Promise<void> {
    await this.rows.query(
      `insert into acknowledgement (delivery_id, substance, sender_id, choice, content_version_id, source, event_id,
                                    acked_at)
       select id, $4, sender_id, $3, content_version_id, $5, 1, $2 from delivery where id = $1`,
      [deliveryId, ago(ackedAgoS), choice, substance, source],
    );
  }

  /** Taken back, and gone. */
  async recall(deliveryId: bigint): Promise<void> {
    await this.rows.query(
      `insert into recall (delivery_id, operation_id, run_id, sender_id, state, attempt, reading, outcome, finished_at)
       select id, gen_random_uuid(), run_id, sender_id, 'gone', attempt, 'unknown', 'deleted', now()
         from delivery where id = $1`,
      [deliveryId],
    );
  }
}

export interface PersonSpec {
  readonly first?: string;
  readonly last?: string;
  readonly department?: string;
  readonly title?: string | null;
  /** `null`: none of their own. */
  readonly zone?: string | null;
  readonly tag?: string;
  readonly city?: string;
  readonly isSuspended?: boolean;
  readonly isAway?: boolean;
  readonly hasLeft?: boolean;
  readonly invite?: string;
}

const propertiesOf = ({ city }: PersonSpec): string =>
  JSON.stringify(city === undefined ? [] : [{ id: 1, name: 'Город', data_type: 'string', value: city }]);

/** The company's zone is Moscow. */
export const reportsOn = ({ database }: TestDatabase): ReportsService =>
  new ReportsService(database, loadConfig({}));

/** The company's zone is Moscow. */
export function figuresOn(
  { database }: TestDatabase,
  logger: Logger = createLogger({ level: 'silent', service: 'test' }),
): { readonly figures: RunFigures; readonly refresh: ReportRefresh } {
  const config = loadConfig({});
  const parts = new ReportParts(new ReceiptsService(config), config);
  return {
    figures: new RunFigures(database, parts, config, logger),
    refresh: new ReportRefresh(database, parts),
  };
}

export const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1_000);
