import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { INestApplicationContext } from '@nestjs/common';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { EvidenceModule } from './evidence.module.js';
import { EvidenceService, type EvidenceSheet } from './evidence.service.js';
import type { EvidenceVerification } from './verification.js';

const ASKED = { by: 'key_test', maxRows: 100 };

/** The chain as somebody makes it who has nothing but the sheet and its description. */
function headAnew({ subject, rows }: EvidenceSheet): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, sorted(member)]);
    return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
  };
  let before = Buffer.alloc(0);
  for (const line of [subject, ...rows.map((row) => ({ ...row, hash: undefined }))]) {
    const bytes = Buffer.concat([before, Buffer.from(JSON.stringify(sorted(line)))]);
    before = createHash('sha256').update(bytes).digest();
  }
  return before.toString('hex');
}

describe('an evidence sheet', () => {
  let db: TestDatabase;
  let module: INestApplicationContext;
  let evidence: EvidenceService;
  let campaignId: string;
  let ids: readonly bigint[];

  /** Row 1 sent, read, confirmed; 2 sent and reminded; 3 skipped; 4 waits. */
  beforeEach(async () => {
    db = await createTestDatabase();
    module = await startModule(db, EvidenceModule);
    evidence = module.get(EvidenceService);
    const ledger = new Ledger(db);
    await ledger.people([1, 2, 3, 4]);
    campaignId = await ledger.campaign(await ledger.sender());
    const runId = await ledger.emptyRun(campaignId, { expectedCount: 4 });
    const versionId = await ledger.versionOf(runId);
    ids = [
      await ledger.delivery(runId, 1, 'sent', { includedBy: 'tag Склад' }),
      await ledger.delivery(runId, 2, 'sent'),
      await ledger.delivery(runId, 3, 'skipped', { reason: 'bot' }),
      await ledger.delivery(runId, 4),
    ];
    await read(ids[0]);
    await acknowledge(ids[0], versionId, 7);
    await db.query(
      `insert into correction (operation_id, kind, campaign_id, run_id, params, total, reason, requested_by)
       values (gen_random_uuid(), 'edit', $1, $2, '{"version": 1}', 2, 'Опечатка', 'key_hr')`,
      [campaignId, runId],
    );
  });
  afterEach(async () => {
    await module.close();
    await db.close();
  });

  const read = (id: bigint | undefined): Promise<unknown> =>
    db.query(
      `insert into receipt (delivery_id, read_seen_at, source, checked_at)
       values ($1, clock_timestamp(), 'poll', clock_timestamp())`,
      [id],
    );
  const acknowledge = (id: bigint | undefined, versionId: string, eventId: number): Promise<unknown> =>
    db.query(
      `insert into acknowledgement (delivery_id, sender_id, choice, content_version_id, source, event_id, acked_at)
       select id, sender_id, 'ack', $2, 'click', $3, clock_timestamp() from delivery where id = $1`,
      [id, versionId, eventId],
    );
  const issue = (): Promise<EvidenceSheet> => evidence.issue(campaignId, ASKED);
  const verify = (head: string | null = null): Promise<EvidenceVerification> =>
    evidence.verify(campaignId, head);
  /** Past every guard, as somebody does it who has the database and means harm. */
  const tamper = (statement: string): Promise<unknown> =>
    db.query(`set session_replication_role = replica; ${statement}; set session_replication_role = origin`);

  it('says who was sent what, why, when it was read and confirmed, and what people did', async () => {
    const sheet = await issue();
    expect(sheet.subject).toMatchObject({
      campaign: { title: 'test', created_by: 'test' },
      run: { status: 'running', audience: {}, recipients: 4 },
      versions: [{ version: 1, text: 'Hello', content_hash: 'hash' }],
    });
    expect(sheet.subject.actions).toContainEqual(
      expect.objectContaining({ action: 'edit', by: 'key_hr', reason: 'Опечатка', about: { version: 1 } }),
    );
    expect(sheet.rows).toMatchObject([
      {
        delivery_id: `dlv_${ids[0]}`,
        user_id: 1,
        name: 'Анна Смирнова',
        included_by: 'tag Склад',
        status: 'sent',
        content_version: 1,
        read_source: 'poll',
        sent_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
        acknowledgements: [{ version: 1, choice: 'ack', source: 'click', event_id: 7 }],
      },
      { user_id: 2, status: 'sent', read_by: null, acknowledgements: [], reminders: [] },
      { user_id: 3, status: 'skipped', reason: 'bot', sent_at: null },
      { user_id: 4, status: 'pending' },
    ]);
    expect(sheet.head).toBe(headAnew(sheet));
    expect(sheet.rows.at(-1)?.hash).toBe(sheet.head);
  });

  it('is the same one until something has changed', async () => {
    const sheet = await issue();
    expect(await issue()).toEqual(sheet);
    await read(ids[1]);
    const next = await issue();
    expect(next.id).not.toBe(sheet.id);
    expect(await db.query('select from evidence_sheet')).toHaveLength(2);
    expect((await verify(sheet.head)).sheet.id).toBe(sheet.id);
    expect((await verify()).sheet.id).toBe(next.id);
  });

  it('is intact while nothing has changed, and grows with time', async () => {
    await issue();
    expect(await verify()).toMatchObject({
      result: 'intact',
      brokenAt: null,
      isHeadRight: true,
      altered: [],
    });
    await db.query("update person set last_name = 'Иванова' where id = 1");
    expect(await verify()).toMatchObject({ result: 'intact' });
    await read(ids[1]);
    await new Ledger(db).delivery((await issue()).runId, 5);
    expect(await verify()).toMatchObject({ result: 'grown', grownCount: 0, addedCount: 1, alteredCount: 0 });
  });

  it.each<[string, string, number, readonly string[] | null]>([
    [
      'an acknowledgement is dated back',
      `update acknowledgement set acked_at = acked_at - interval '1 day'`,
      1,
      ['acknowledgements'],
    ],
    ['an acknowledgement is taken away', 'delete from acknowledgement', 1, ['acknowledgements']],
    [
      'another answer is put in its place',
      `update acknowledgement set choice = 'no'`,
      1,
      ['acknowledgements'],
    ],
    [
      'a read is moved',
      `update receipt set read_seen_at = read_seen_at - interval '1 minute'`,
      1,
      ['read_by'],
    ],
    ['a read is taken away', 'delete from receipt', 1, ['read_after', 'read_by', 'read_source']],
    [
      'a send is dated back',
      `update delivery set sent_at = sent_at - interval '1 day' where recipient_id = 2`,
      2,
      ['sent_at'],
    ],
    [
      'a message is given to another',
      'update delivery set recipient_id = 9 where recipient_id = 2',
      2,
      ['user_id'],
    ],
    [
      'a message that was sent is none',
      `update delivery set state = 'cancelled', sent_at = null, message_id = null, evidence = null where recipient_id = 2`,
      2,
      ['status', 'sent_at', 'message_id', 'proof'],
    ],
    [
      'another reason is written',
      `update delivery set reason = 'opted_out' where recipient_id = 3`,
      3,
      ['reason'],
    ],
    ['somebody vanishes', 'delete from delivery where recipient_id = 4', 4, null],
  ])('names the row when %s', async (_what, statement, row, fields) => {
    await issue();
    await tamper(statement);
    const found = await verify();
    expect(found).toMatchObject({ result: 'altered', alteredCount: 1, brokenAt: null });
    expect(found.altered).toMatchObject([{ row, fields }]);
  });

  it('tells when a text is changed that was sent', async () => {
    await issue();
    await tamper(`update content_version set template = 'Goodbye'`);
    expect(await verify()).toMatchObject({
      result: 'altered',
      alteredSubject: ['versions'],
      alteredCount: 0,
    });
  });

  it('tells which row of the kept sheet itself was forged, or its head', async () => {
    const { head } = await issue();
    const [kept] = await db.query<{ lines: Buffer }>('select lines from evidence_sheet');
    const forged = gunzipSync(kept?.lines ?? '')
      .toString()
      .replace('"status":"skipped"', '"status":"sent"');
    await expect(db.query('delete from evidence_sheet')).rejects.toThrow('never changes');
    await tamper(`update evidence_sheet set lines = '\\x${gzipSync(forged).toString('hex')}'`);
    expect(await verify()).toMatchObject({ result: 'altered', brokenAt: 3 });
    await tamper(`update evidence_sheet set head = '${'0'.repeat(64)}'`);
    expect(await verify()).toMatchObject({ result: 'altered', isHeadRight: false });
    await expect(verify(head)).rejects.toMatchObject({ code: 'evidence_not_issued' });
  });

  it('is refused where there is nothing to show, or too much', async () => {
    await expect(verify()).rejects.toMatchObject({ code: 'evidence_not_issued' });
    await expect(evidence.issue(campaignId, { by: 'key_test', maxRows: 3 })).rejects.toMatchObject({
      code: 'evidence_too_large',
      facts: { rows: 4, max: 3 },
    });
    const draft = await new Ledger(db).campaign(await new Ledger(db).sender());
    await expect(evidence.issue(draft, ASKED)).rejects.toMatchObject({ code: 'state_conflict' });
    await db.query(`update campaign set target = '{"type": "chat", "chatIds": [7]}' where id = $1`, [draft]);
    await expect(evidence.issue(draft, ASKED)).rejects.toMatchObject({ code: 'evidence_of_chats' });
  });
});
