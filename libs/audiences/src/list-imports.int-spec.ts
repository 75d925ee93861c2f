import { Test, type TestingModule } from '@nestjs/testing';
import { DatabaseModule, type Tx } from '#lib/database';
import { OperationsService } from '#lib/operations';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { AudiencesModule } from './audiences.module.js';
import { type ImportRequest, ListImports } from './list-imports.service.js';
import { readCsvList } from './read-list.js';
import { SavedAudiences } from './saved-audiences.service.js';

const csv = (text: string) => readCsvList(new TextEncoder().encode(text), {});

describe('a list that is handed in', () => {
  let db: TestDatabase;
  let module: TestingModule;
  let saved: SavedAudiences;
  let imports: ListImports;
  let operations: OperationsService;
  beforeAll(async () => {
    db = await createTestDatabase();
    module = await Test.createTestingModule({
      imports: [DatabaseModule.with({ url: db.url, applicationName: 'test' }), AudiencesModule],
    }).compile();
    saved = module.get(SavedAudiences);
    imports = module.get(ListImports);
    operations = module.get(OperationsService, { strict: false });
    await db.query(`
      insert into person (id, first_name, last_name, nickname, email, role, is_suspended, is_bot, invite_status, synced_at, left_at)
      values (1, 'Анна', 'Смирнова', 'anna', 'anna@example.com', 'user', false, false, 'confirmed', now(), null),
             (2, 'Фёдор', 'Щукин', 'Fedor', null, 'user', false, false, 'confirmed', now(), null),
             (3, 'Пётр', 'Иванов', 'petr', null, 'user', false, false, 'confirmed', now(), null),
             (4, 'Петр', 'Иванов', 'petr2', null, 'user', false, false, 'confirmed', now(), null),
             (5, 'Ольга', 'Рысь', 'olga', null, 'user', true, false, 'confirmed', now(), null),
             (6, 'Ушёл', 'Прочь', 'gone', null, 'user', false, false, 'confirmed', now(), now())`);
  });
  afterAll(async () => {
    await module.close();
    await db.close();
  });

  const tx = <T>(work: (inner: Tx) => Promise<T>): Promise<T> => db.database.transaction(work);
  const newList = async (name: string): Promise<string> =>
    (await tx((inner) => saved.create(inner, { name, description: null, rules: null }, 'key_test'))).id;
  const request = (given: Pick<ImportRequest, 'audienceId' | 'rows'> & Partial<ImportRequest>) =>
    tx((inner) => imports.request(inner, { mode: 'append', facts: {}, by: 'key_test', ...given }));
  const members = async (id: string): Promise<number[]> =>
    (
      await db.query<{ id: number }>(
        'select person_id::int as id from audience_member where audience_id = $1 order by 1',
        [id],
      )
    ).map((row) => row.id);
  const all = { code: null, afterRow: 0, limit: 100 };

  it('brings whom it names, and says of every other row why not', async () => {
    const audienceId = await newList('Разное');
    const { rows } = await csv(
      [
        '1',
        '@FEDOR',
        'anna@example.com',
        'Иванов Пётр',
        'Рысь Ольга',
        'Прочь Ушёл',
        'Никто Нигде',
        '=1+1',
        '',
        '0',
        'Федор Щукин',
      ].join('\n'),
    );
    const operation = await request({ audienceId, rows });
    expect(await imports.runOnce('test')).toEqual({ kind: 'done', operationId: operation.id, added: 3 });
    expect(await members(audienceId)).toEqual([1, 2, 5]);
    const told = await imports.told(operation.id, audienceId, all);
    expect(told?.rows.map(({ row, code, personId, matches }) => [row, code, personId, matches])).toEqual([
      [3, 'duplicate', 1, 1],
      [4, 'ambiguous', null, 2],
      [5, 'suspended', 5, 1],
      [6, 'left', null, 0],
      [7, 'not_found', null, 0],
      [8, 'formula', null, null],
      [9, 'blank', null, null],
      [10, 'malformed', null, null],
      [11, 'duplicate', 2, 1],
    ]);
    const { status, result, done, total } = await operations.get(operation.id);
    expect({ status, done, total }).toEqual({ status: 'succeeded', done: 11, total: 11 });
    expect(result).toMatchObject({
      rows: 11,
      added: 3,
      suspended: 1,
      removed: 0,
      told: { duplicate: 2, not_found: 1 },
    });
    expect(result?.['told']).not.toHaveProperty('suspended');
    expect(await saved.get(audienceId)).toMatchObject({ version: 2, memberCount: 3 });
    const page = await imports.told(operation.id, audienceId, { code: 'duplicate', afterRow: 3, limit: 1 });
    expect(page).toMatchObject({ rows: [{ row: 11 }], nextAfterRow: null });
    expect(await imports.told(operation.id, await newList('Чужой'), all)).toBeNull();
  });

  it('adds to the people who are there, or takes their place', async () => {
    const audienceId = await newList('Смена');
    for (const text of ['1\n2', '2\n3']) {
      await request({ audienceId, rows: (await csv(text)).rows });
      await imports.runOnce('test');
    }
    expect(await members(audienceId)).toEqual([1, 2, 3]);
    const { id } = await request({ audienceId, rows: (await csv('3\n4')).rows, mode: 'replace' });
    await imports.runOnce('test');
    expect(await members(audienceId)).toEqual([3, 4]);
    expect((await operations.get(id)).result).toMatchObject({ added: 1, removed: 2 });
  });

  it('goes on where a worker died, and changes nothing when it is cancelled', async () => {
    const audienceId = await newList('Прервано');
    const first = await request({ audienceId, rows: (await csv('1\n2')).rows });
    await operations.claimNext(db.database.client, 'audience_import', { owner: 'dead', leaseSeconds: 60 });
    await db.query(
      'update audience_import_row set is_looked_up = true, person_id = 1, matches = 1 where operation_id = $1 and row = 1',
      [first.id],
    );
    expect(await imports.runOnce('test')).toBeNull();
    await db.query("update operation set lease_until = '-infinity' where id = $1", [first.id]);
    expect(await imports.runOnce('test')).toMatchObject({ kind: 'done', added: 2 });

    const second = await request({ audienceId, rows: (await csv('3')).rows });
    await operations.claimNext(db.database.client, 'audience_import', { owner: 'dead', leaseSeconds: 60 });
    await tx((inner) => operations.requestCancel(inner, second.id));
    await db.query("update operation set lease_until = '-infinity' where id = $1", [second.id]);
    expect(await imports.runOnce('test')).toEqual({ kind: 'cancelled', operationId: second.id });
    expect(await members(audienceId)).toEqual([1, 2]);
  });

  it('is refused as a whole when it cannot be read', async () => {
    await expect(csv('1\n'.repeat(100_001))).rejects.toMatchObject({
      code: 'list_unreadable',
      facts: { why: 'too_many_rows' },
    });
    await expect(csv('')).rejects.toMatchObject({ facts: { why: 'list_empty' } });
    await expect(csv('\n  \n\n')).rejects.toMatchObject({ facts: { why: 'list_empty' } });
    await expect(csv(`"${'а'.repeat(30_000)}`)).rejects.toMatchObject({ facts: { why: 'not_csv' } });
    await expect(readCsvList(Uint8Array.of(0xff, 0xfe, 0x31, 0x00), {})).rejects.toMatchObject({
      facts: { why: 'encoding_unknown', seems_to_be: 'utf-16' },
    });
    await expect(readCsvList(new TextEncoder().encode('1'), { email: 'Почта' })).rejects.toMatchObject({
      facts: { why: 'column_missing', column: 'Почта' },
    });
    const rules = await tx((inner) =>
      saved.create(
        inner,
        { name: 'Правила', description: null, rules: { type: 'rules', include: [{ users: [1] }] } },
        'k',
      ),
    );
    await expect(request({ audienceId: rules.id, rows: (await csv('1')).rows })).rejects.toMatchObject({
      code: 'audience_kind',
    });
  });

  it.each([';', ',', '\t'])('is taken apart at %j', async (delimiter) => {
    const text = ['ID', 'Отдел'].join(delimiter) + '\r\n' + ['7', 'Склад "Север"'].join(delimiter) + '\r\n';
    expect(await csv(text)).toMatchObject({
      delimiter,
      rows: [{ kind: 'id', keys: ['7'], given: '7; Склад "Север"' }],
    });
  });
});
