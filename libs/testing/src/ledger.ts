import { randomUUID } from 'node:crypto';
import { publicId } from '#lib/kernel';
import { type DeliveryPlace, type PlaceDetail, wayTo } from './delivery-ways.js';
import type { TestDatabase } from './test-database.js';

/** The senders, runs and deliveries of a test, written past the product's code but never past the database's guard. */
export class Ledger {
  constructor(private readonly db: Pick<TestDatabase, 'query'>) {}

  /** An active bot that a process named `owner` owns under epoch 1. */
  async sender(input: { owner?: string; avatarUrl?: string | null; token?: string } = {}): Promise<string> {
    const id = randomUUID();
    await this.db.query(
      `insert into sender (id, name, token_sealed, token_fingerprint, token_hint, status, bot_user_id, avatar_url)
       values ($1, 'bot', '\\x00', $2, '…', 'active', $3, $4)`,
      [id, Buffer.from(input.token ?? id), nextNumber(), input.avatarUrl ?? null],
    );
    await this.db.query(
      `insert into sender_lease (sender_id, owner, backend_pid, epoch, acquired_at, renewed_at)
       values ($1, $2, 0, 1, clock_timestamp(), clock_timestamp())`,
      [id, input.owner ?? 'owner'],
    );
    return id;
  }

  /** A running run with its campaign and text; `people` get a pending delivery each. */
  async run(
    senderId: string,
    people: readonly number[],
    input: { onUnproven?: string } = {},
  ): Promise<string> {
    const runId = await this.emptyRun(await this.campaign(senderId), {
      ...input,
      expectedCount: people.length,
    });
    await this.db.query(
      `insert into delivery (run_id, sender_id, recipient_id, included_by, marker)
       select $1, $2, person, 'test', new_marker() from unnest($3::bigint[]) as person`,
      [runId, senderId, people],
    );
    return runId;
  }

  /** A campaign under way, without a run. */
  async campaign(senderId: string): Promise<string> {
    const id = randomUUID();
    await this.db.query(
      `insert into campaign (id, title, status, sender_id, template, audience, created_by)
       values ($1, 'test', 'running', $2, 'Hello', '{}', 'test')`,
      [id, senderId],
    );
    return id;
  }

  /**
   * A run of the campaign, with the next version of its text and nobody in it.
   *
   * @param input.expectedCount `null`: its people are not frozen yet; five were confirmed
   */
  async emptyRun(
    campaignId: string,
    input: { status?: string; expectedCount?: number | null; onUnproven?: string } = {},
  ): Promise<string> {
    const [versionId, runId] = [randomUUID(), randomUUID()];
    await this.db.query(
      `insert into content_version (id, campaign_id, number, template, content_hash, created_by)
       select $1, $2, count(*) + 1, 'Hello', 'hash', 'test' from content_version where campaign_id = $2`,
      [versionId, campaignId],
    );
    const { status = 'running', expectedCount = 1, onUnproven = 'resend' } = input;
    await this.db.query(
      `insert into run (id, campaign_id, sender_id, content_version_id, status, paused_by, pause_code, audience,
                        skip_invited, on_unproven, confirmed_count, expected_count, prepared_at, finished_at)
       select $1, c.id, c.sender_id, $3, $4::run_status,
              case when $4 = 'paused' then 'test' end, case when $4 = 'paused' then 'test' end,
              '{}', false, $5, coalesce($6::int, 5), $6,
              case when $6::int is not null then clock_timestamp() end,
              case when $4 in ('completed', 'cancelled') then clock_timestamp() end
         from campaign c where c.id = $2`,
      [runId, campaignId, versionId, status, onUnproven, expectedCount],
    );
    return runId;
  }

  /** One delivery of a run, brought to a state by the legal way. A sent one has the message `id + 1000`. */
  async delivery(
    runId: string,
    recipientId: number,
    place: DeliveryPlace = 'pending',
    detail: PlaceDetail & { includedBy?: string } = {},
  ): Promise<bigint> {
    const [row] = await this.db.query<{ id: string }>(
      `insert into delivery (run_id, sender_id, recipient_id, included_by, marker)
       select id, sender_id, $2, $3, new_marker() from run where id = $1 returning id`,
      [runId, recipientId, detail.includedBy ?? 'test'],
    );
    if (row === undefined) throw new Error(`no run ${runId}`);
    for (const { set, values } of wayTo(place, detail))
      await this.db.query(`update delivery set ${set} where id = $1`, [row.id, ...values]);
    return BigInt(row.id);
  }

  /** A reminder of a run, with a text and a button of its own; `people` get a pending delivery each. @returns its version */
  async followUp(runId: string, people: readonly number[], who = 'unread', step = 1): Promise<string> {
    const versionId = randomUUID();
    await this.db.query(
      `insert into content_version (id, campaign_id, step, number, template, content_hash, substance, created_by, parts)
       select $2, r.campaign_id, $3, 1, 'Again', 'hash', v.substance, 'test',
              '{"buttons":[[{"type":"ack","text":"Ознакомлен"}]]}'
         from run r join content_version v on v.id = r.content_version_id where r.id = $1`,
      [runId, versionId, step],
    );
    await this.db.query(
      `insert into run_step (run_id, step, who, content_version_id, created_by) values ($1, $2, $3, $4, 'test')`,
      [runId, step, who, versionId],
    );
    await this.db.query(
      `insert into delivery (run_id, step, sender_id, recipient_id, included_by, marker)
       select id, $2, sender_id, person, 'test', new_marker() from run, unnest($3::bigint[]) as person where id = $1`,
      [runId, step, people],
    );
    return versionId;
  }

  /** A key with these limits, as they are stored. @returns its public id */
  async key(limits: object | null, personId: number | null = null): Promise<string> {
    const id = randomUUID();
    await this.db.query(
      `insert into api_key (id, key_id, secret_hash, name, scopes, limits, person_id, created_by, expires_at)
       values ($1, $2, '\\x00', 'test', '{campaigns:send}', $3, $4, 'test', now() + interval '1 day')`,
      [id, id.slice(0, 12), limits === null ? null : JSON.stringify(limits), personId],
    );
    return publicId('key', id);
  }

  /** People of the mirror, looked up just now. */
  async people(ids: readonly number[]): Promise<void> {
    await this.db.query(
      `insert into person (id, first_name, last_name, nickname, role, is_suspended, is_bot, invite_status, synced_at)
       select id, 'Анна', 'Смирнова', 'anna' || id, 'user', false, false, 'confirmed', clock_timestamp()
         from unnest($1::bigint[]) as id`,
      [ids],
    );
  }

  /** The content version that the run points to now. */
  async versionOf(runId: string): Promise<string> {
    const [row] = await this.db.query<{ id: string }>(
      'select content_version_id as id from run where id = $1',
      [runId],
    );
    if (row === undefined) throw new Error(`no run ${runId}`);
    return row.id;
  }

  /** The deliveries of a run by recipient. */
  deliveries(runId: string): Promise<DeliveryFacts[]> {
    return this.db.query<DeliveryFacts>(
      `select id, recipient_id::int as "recipientId", state::text, reason, outcome, fence::int, attempt, marker,
              message_id::int as "messageId", evidence, negative_reads as negatives
         from delivery where run_id = $1 order by recipient_id`,
      [runId],
    );
  }
}

/** What tests look at. */
export interface DeliveryFacts {
  readonly id: string;
  readonly recipientId: number;
  readonly state: string;
  readonly reason: string | null;
  readonly outcome: string | null;
  readonly fence: number;
  readonly attempt: number;
  readonly marker: string;
  readonly messageId: number | null;
  readonly evidence: string | null;
  readonly negatives: number;
}

let lastNumber = 900_000;
function nextNumber(): number {
  lastNumber += 1;
  return lastNumber;
}
