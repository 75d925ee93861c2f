import { createHash } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { DatabaseModule, Prisma } from '#lib/database';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { AudiencesModule } from './audiences.module.js';
import { AudiencesService } from './audiences.service.js';
import type { Audience, Selector } from './domain/audience.js';

interface Someone {
  readonly id: number;
  readonly tags: readonly string[];
  readonly isBot: boolean;
  readonly isSuspended: boolean;
  readonly invite: 'confirmed' | 'sent' | 'other';
  readonly hasLeft: boolean;
  readonly timeZone: string | null;
}

const TAGS = ['Офис', 'Склад', 'Водители', "O'Neill; drop table person"];
const plain: Omit<Someone, 'id'> = {
  tags: [],
  isBot: false,
  isSuspended: false,
  invite: 'confirmed',
  hasLeft: false,
  timeZone: 'Europe/Moscow',
};

interface Row {
  readonly recipient_id: number;
  readonly included_by: string;
  readonly skip_reason: string | null;
}

const rules = (include: readonly Selector[], exclude: readonly Selector[] = []): Audience => ({
  type: 'rules',
  include,
  exclude,
});

describe('an audience', () => {
  let db: TestDatabase;
  let module: TestingModule;
  let audiences: AudiencesService;
  beforeAll(async () => {
    db = await createTestDatabase();
    module = await Test.createTestingModule({
      imports: [DatabaseModule.with({ url: db.url, applicationName: 'test' }), AudiencesModule],
    }).compile();
    audiences = module.get(AudiencesService);
  });
  afterAll(async () => {
    await module.close();
    await db.close();
  });

  const expanded = (audience: Audience) => ({ audience, saved: new Map() });
  const estimate = (audience: Audience, skipInvited = false) =>
    audiences.estimate(db.database.client, expanded(audience), { skipInvited, skipGuests: false });
  const resolve = (audience: Audience) => audiences.resolve(db.database.client, audience);
  const rows = async (audience: Audience, skipInvited = false): Promise<Row[]> => {
    const sql = audiences.audienceRows(expanded(audience), { skipInvited, skipGuests: false });
    const found =
      await db.database.client.$queryRaw<(Omit<Row, 'recipient_id'> & { recipient_id: bigint })[]>(sql);
    return found.map(({ recipient_id, included_by, skip_reason }) => ({
      recipient_id: Number(recipient_id),
      included_by,
      skip_reason,
    }));
  };

  async function directory(people: readonly Someone[]): Promise<void> {
    await db.query('truncate person, tag, person_tag');
    await db.query(
      `insert into tag (id, name, users_count, synced_at)
       select n, name, 0, now() from unnest($1::text[]) with ordinality as t (name, n)`,
      [TAGS],
    );
    await db.query(
      `insert into person (id, nickname, role, is_suspended, is_bot, invite_status, synced_at, left_at, time_zone)
       select id, 'n', 'user', "isSuspended", "isBot", invite, now(), case when "hasLeft" then now() end, "timeZone"
         from jsonb_to_recordset($1) as r
              (id bigint, "isSuspended" boolean, "isBot" boolean, invite text, "hasLeft" boolean, "timeZone" text)`,
      [JSON.stringify(people)],
    );
    await db.query(
      `insert into person_tag (person_id, tag_id)
       select r.id, t.id from jsonb_to_recordset($1) as r (id bigint, tags text[])
         join tag t on t.name = any(r.tags)`,
      [JSON.stringify(people)],
    );
  }

  it('has everybody once, with the first selector that names them', async () => {
    await directory([
      { ...plain, id: 1, tags: ['Офис', 'Склад'] },
      { ...plain, id: 2, tags: ['Склад'] },
      { ...plain, id: 3 },
      { ...plain, id: 4, tags: ['Водители', 'Склад'] },
    ]);
    const audience = rules([
      { tags_all: ['Водители', 'Склад'] },
      { tags_any: ['Офис', 'Склад'] },
      { users: [1, 2, 3, 3] },
      { everyone: true },
    ]);
    expect(await rows(audience)).toEqual([
      { recipient_id: 1, included_by: 'tag:Офис', skip_reason: null },
      { recipient_id: 2, included_by: 'tag:Склад', skip_reason: null },
      { recipient_id: 3, included_by: 'person', skip_reason: null },
      { recipient_id: 4, included_by: 'tags:Водители+Склад', skip_reason: null },
    ]);
    expect((await rows(rules([{ everyone: true }]))).map((row) => row.included_by)).toEqual(
      Array(4).fill('everyone'),
    );
    expect(await rows(rules([{ tags_all: ['Офис', 'Склад', 'Офис'] }]))).toHaveLength(1);
  });

  it('adds up: who is left out has a reason, the strongest one, and who left the workspace has no row', async () => {
    await directory([
      { ...plain, id: 1 },
      { ...plain, id: 2, isBot: true, isSuspended: true },
      { ...plain, id: 3, isSuspended: true, invite: 'sent' },
      { ...plain, id: 4, invite: 'sent' },
      { ...plain, id: 5, isBot: true },
      { ...plain, id: 6, hasLeft: true },
    ]);
    const audience = rules([{ everyone: true }, { users: [6] }], [{ users: [5] }]);
    expect(await estimate(audience, true)).toMatchObject({
      matched: 5,
      toSend: 1,
      skipped: [
        { reason: 'excluded', count: 1 },
        { reason: 'bot', count: 1 },
        { reason: 'suspended', count: 1 },
        { reason: 'invite_pending', count: 1 },
      ],
    });
    expect(await estimate(audience, false)).toMatchObject({ matched: 5, toSend: 2 });
  });

  it('may have nobody in it', async () => {
    await directory([{ ...plain, id: 1 }]);
    const nobody = rules([{ tags_any: ['Офис'] }]);
    expect(await rows(nobody)).toEqual([]);
    expect(await estimate(nobody)).toEqual({
      matched: 0,
      repeated: 0,
      toSend: 0,
      skipped: [],
      guests: 0,
      invited: 0,
      timeZones: 0,
      digest: createHash('sha256').update('').digest('hex'),
    });
  });

  it('counts the time zones of those who get it, the unnamed zone of the company as one', async () => {
    await directory([
      { ...plain, id: 1 },
      { ...plain, id: 2, timeZone: 'Asia/Omsk', isSuspended: true },
      { ...plain, id: 3, timeZone: null },
      { ...plain, id: 4, timeZone: null },
    ]);
    expect(await estimate(rules([{ everyone: true }]))).toMatchObject({ toSend: 3, timeZones: 2 });
  });

  it('has the same digest for the same people, whatever the way to say it', async () => {
    await directory([
      { ...plain, id: 1, tags: ['Офис'] },
      { ...plain, id: 2, tags: ['Склад'] },
      { ...plain, id: 10 },
    ]);
    const digest = async (...selectors: Selector[]) => (await estimate(rules(selectors))).digest;
    const one = await digest({ tags_any: ['Офис', 'Склад'] });
    expect(await digest({ users: [2] }, { tags_any: ['Офис'] })).toBe(one);
    expect(await digest({ tags_any: ['Склад', 'Офис'] })).toBe(one);
    expect(one).toBe(createHash('sha256').update('1\n2').digest('hex'));
    expect(await digest({ users: [2] })).not.toBe(one);
    const excluding = await estimate(rules([{ everyone: true }], [{ users: [10] }]));
    expect(excluding.digest).toBe(createHash('sha256').update('1\n2\n10:excluded').digest('hex'));
  });

  it('says where an unknown tag or person stands', async () => {
    await directory([
      { ...plain, id: 1, tags: ['Офис'] },
      { ...plain, id: 2, hasLeft: true },
    ]);
    await expect(resolve(rules([{ tags_all: ['Офис'] }, { users: [1] }]))).resolves.toMatchObject({});
    await expect(resolve(rules([{ tags_any: ['Офис', 'Офисс'] }], [{ users: [3] }]))).rejects.toMatchObject({
      code: 'unknown_tag',
      facts: { unknown_tags: 1, unknown_people: 1, unknown_others: 0 },
      details: [
        { pointer: '#/audience/include/0/tags_any/1', code: 'unknown_tag', params: { tag: 'Офисс' } },
        {
          pointer: '#/audience/exclude/0/users/0',
          code: 'unknown_person',
          params: { id: 3, has_left: false },
        },
      ],
    });
    await expect(resolve(rules([{ users: [1] }], [{ users: [2, 3] }]))).rejects.toMatchObject({
      code: 'unknown_person',
      details: [
        { pointer: '#/audience/exclude/0/users/0', params: { id: 2, has_left: true } },
        { pointer: '#/audience/exclude/0/users/1', params: { id: 3, has_left: false } },
      ],
    });
    const many = { users: Array.from({ length: 10_000 }, (_, n) => n + 100) };
    await expect(resolve(rules([many]))).rejects.toMatchObject({
      facts: { unknown_people: 10_000 },
      details: { length: 100 },
    });
  });

  it('finds nobody in a directory that was never read, and says so', async () => {
    await db.query('truncate person, tag, person_tag');
    await expect(resolve(rules([{ everyone: true }]))).rejects.toMatchObject({ code: 'directory_empty' });
  });

  it('finds the people of a tag by the index, without reading the whole directory', async () => {
    await directory([]);
    await db.query(`insert into person (id, nickname, role, is_suspended, is_bot, invite_status, synced_at)
                    select n, 'n', 'user', false, false, 'confirmed', now() from generate_series(1, 5000) n`);
    await db.query(`insert into tag (id, name, users_count, synced_at)
                    select n, 'Отдел ' || n, 0, now() from generate_series(100, 199) n`);
    await db.query(
      'insert into person_tag (person_id, tag_id) select n, 100 + n % 100 from generate_series(1, 5000) n',
    );
    await db.query('analyze person, tag, person_tag');
    const people = audiences.audienceRows(expanded(rules([{ tags_any: ['Отдел 150'] }])), {
      skipInvited: true,
      skipGuests: true,
    });
    const plan = await db.database.client.$queryRaw<{ 'QUERY PLAN': string }[]>(
      Prisma.sql`explain ${people}`,
    );
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toContain('person_tag_tag_id_person_id_idx');
    expect(text).not.toMatch(/Seq Scan on person_tag/);
    expect(await rows(rules([{ tags_any: ['Отдел 150'] }]))).toHaveLength(50);
  });
});
