import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#lib/config';
import { Database, DatabaseModule } from '#lib/database';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { AuditTrail } from './audit-trail.js';
import { AuditModule } from './audit.module.js';
import type { NewAuditEvent } from './domain/audit-event.js';

const EVENT: NewAuditEvent = {
  actor: 'key_hr',
  personId: 12,
  action: 'campaign.send',
  object: 'cmp_1',
  reason: 'Срок — пятница',
  data: { to: 9, z: [1, null], a: { b: 'ё' } },
};
const ANY = { actor: null, action: null, object: null, from: null, to: null };

describe('the audit trail', () => {
  let db: TestDatabase;
  let trail: AuditTrail;
  let database: Database;
  let close: () => Promise<void>;
  beforeEach(async () => {
    db = await createTestDatabase();
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({})),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: db.url, applicationName: 'test' }),
        AuditModule,
      ],
    }).compile();
    [trail, database] = [module.get(AuditTrail), module.get(Database)];
    close = () => module.close();
  });
  afterEach(async () => {
    await close();
    await db.close();
  });

  const record = (changes: Partial<NewAuditEvent> = {}): Promise<void> =>
    database.transaction((tx) => trail.record(tx, { ...EVENT, ...changes }));

  it('keeps what was done, by whom and why, newest first, page by page and by filter', async () => {
    for (const object of ['cmp_1', 'cmp_2', 'cmp_1']) await record({ object });
    const first = await trail.list(ANY, { after: null, limit: 2 });
    expect(first.events.map(({ seq }) => seq)).toEqual([3, 2]);
    expect(first.events[0]).toMatchObject({ ...EVENT, object: 'cmp_1' });
    const rest = await trail.list(ANY, { after: first.next, limit: 2 });
    expect(rest).toMatchObject({ events: [{ seq: 1, prev: '0'.repeat(64) }], next: null });
    expect(rest.events[0]?.hash).toBe(first.events[1]?.prev);
    const of = async (filters: object): Promise<number[]> =>
      (await trail.list({ ...ANY, ...filters }, { after: null, limit: 9 })).events.map(({ seq }) => seq);
    expect(await of({ object: 'cmp_1' })).toEqual([3, 1]);
    expect(await of({ actor: 'key_other' })).toEqual([]);
    expect(await of({ from: new Date(Date.now() + 3_600_000) })).toEqual([]);
  });

  it('numbers without a gap and chains, however many write at once and however many change their minds', async () => {
    const writers = Array.from({ length: 30 }, (_, n) =>
      database
        .transaction(async (tx) => {
          await trail.record(tx, { ...EVENT, data: { n } });
          if (n % 3 === 0) throw new Error('changed my mind');
        })
        .catch(() => null),
    );
    await Promise.all(writers);
    expect(await trail.verify()).toMatchObject({ count: 20, broken: null });
  });

  it('takes no change, no deletion and no emptying', async () => {
    await record();
    for (const statement of [
      "update audit_event set actor = 'x'",
      'delete from audit_event',
      'truncate audit_event',
    ])
      await expect(db.query(statement)).rejects.toThrow('append-only');
  });

  it.each([
    ["update audit_event set reason = 'x' where seq = 2", { seq: 2, why: 'altered' }],
    ["update audit_event set at = at + interval '1 hour' where seq = 3", { seq: 3, why: 'altered' }],
    ['update audit_event set data = data || \'{"to": 1}\' where seq = 1', { seq: 1, why: 'altered' }],
    ['delete from audit_event where seq = 2', { seq: 2, why: 'missing' }],
    ['delete from audit_event where seq = 4', { seq: 4, why: 'missing' }],
    [
      "update audit_event e set reason = 'x', hash = audit_hash(row(e.seq, e.at, e.actor, e.person_id, e.action, e.object, 'x', e.data, e.prev, e.hash)::audit_event) where seq = 2",
      { seq: 3, why: 'unlinked' },
    ],
  ])('names the first row that somebody has tampered with: %s', async (tampering, broken) => {
    for (let n = 0; n < 4; n += 1) await record();
    expect(await trail.verify()).toMatchObject({ count: 4, broken: null });
    await db.query('alter table audit_event disable trigger user');
    await db.query(tampering);
    expect(await trail.verify()).toMatchObject({ broken });
  });
});
