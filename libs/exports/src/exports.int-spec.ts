import { buffer } from 'node:stream/consumers';
import { Test, type TestingModule } from '@nestjs/testing';
import { parse } from 'csv-parse/sync';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule } from '#lib/database';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { OperationsService } from '#lib/operations';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { expectWellFormed, membersOf } from './archive.fixture.js';
import { EXPORT_LIMITS } from './domain/export-rules.js';
import { ExportRunner, ROWS_PER_PIECE } from './export-runner.js';
import { ExportsModule } from './exports.module.js';
import { type ExportRequest, ExportsService } from './exports.service.js';

/** More than two pieces. */
const PEOPLE = 2 * ROWS_PER_PIECE + 17;

describe('a file of recipients', () => {
  let db: TestDatabase;
  let module: TestingModule;
  let exports: ExportsService;
  let runner: ExportRunner;
  let operations: OperationsService;
  let runId: string;
  beforeAll(async () => {
    db = await createTestDatabase();
    module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(loadConfig({})),
        ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
        DatabaseModule.with({ url: db.url, applicationName: 'test' }),
        ExportsModule,
      ],
    }).compile();
    exports = module.get(ExportsService);
    runner = module.get(ExportRunner);
    operations = module.get(OperationsService, { strict: false });
    const ledger = new Ledger(db);
    const people = Array.from({ length: PEOPLE }, (_, index) => index + 1);
    await ledger.people(people);
    runId = await ledger.run(await ledger.sender(), people);
  });
  afterEach(async () => {
    await db.query('drop trigger if exists meddle on export_chunk');
    await db.query('delete from export_chunk');
    await db.query('delete from export');
    await db.query('delete from operation');
  });
  afterAll(async () => {
    await module.close();
    await db.close();
  });

  const ask = async (changes: Partial<ExportRequest> = {}): Promise<string> => {
    const wish: ExportRequest = {
      kind: 'recipients',
      target: { runId },
      format: 'csv',
      filter: {},
      language: 'ru',
      timeZone: 'Europe/Moscow',
      by: 'key_a',
      ...changes,
    };
    return (await db.database.transaction((tx) => exports.request(tx, wish))).id;
  };
  const fileOf = async (id: string): Promise<Buffer> => {
    const { bytes, content } = await exports.file(id, 'key_a');
    const read = await buffer(content);
    expect(read.length).toBe(bytes);
    return read;
  };
  /** Something happens to the export or its operation, `op`, when the piece with that number is written. */
  const meddleAt = (piece: number, statement: string): Promise<unknown> =>
    db.query(`
      create or replace function meddle() returns trigger language plpgsql as $$
        declare op uuid := new.operation_id;
        begin if new.number = ${piece} then ${statement}; end if; return new; end $$;
      create trigger meddle before insert on export_chunk for each row execute function meddle()`);

  it('has everybody once, in the order of the rows, and tells how far it is', async () => {
    const id = await ask();
    expect(await exports.get(id, 'key_a')).toMatchObject({
      status: 'queued',
      done: 0,
      total: null,
      bytes: null,
    });
    expect(await runner.runOnce('test')).toEqual({ kind: 'done', operationId: id, rows: PEOPLE });
    const file = (await fileOf(id)).toString('utf8');
    expect(file.startsWith('\uFEFF"Сотрудник";"Отдел";')).toBe(true);
    expect(file).toContain('"Отправлено (Europe/Moscow)"');
    const rows = parse<Record<string, string>>(file, { bom: true, delimiter: ';', columns: true });
    expect(rows.map((row) => Number(row['ID сотрудника']))).toEqual(
      Array.from({ length: PEOPLE }, (_, index) => index + 1),
    );
    expect(rows[0]).toMatchObject({ Сотрудник: 'Анна Смирнова', Состояние: 'ждёт отправки', Прочитано: '' });
    expect(await exports.get(id, 'key_a')).toMatchObject({ status: 'ready', done: PEOPLE, total: PEOPLE });
    expect(await operations.get(id)).toMatchObject({
      status: 'succeeded',
      done: PEOPLE,
      result: { export_id: expect.stringMatching(/^exp_/) as string, format: 'csv', rows: PEOPLE },
    });
    expect(await runner.runOnce('test')).toBeNull();
    const told = await db.query("select data from outbox_event where type = 'export.ready'");
    const data = { export_id: id, operation_id: id, format: 'csv', by: 'key_a' };
    expect(told).toEqual([{ data }]);
  });

  it('has whom the filter fits, nobody included', async () => {
    const [some, none] = [
      await ask({ filter: { search: 'анна' } }),
      await ask({ filter: { states: ['sent'] } }),
    ];
    expect(await runner.runOnce('test')).toMatchObject({ rows: PEOPLE });
    expect(await runner.runOnce('test')).toMatchObject({ rows: 0 });
    expect((await fileOf(some)).length).toBeGreaterThan(10_000);
    expect((await fileOf(none)).toString().split('\r\n')).toHaveLength(2);
    expect(await exports.get(none, 'key_a')).toMatchObject({ done: 0, total: 0 });
  });

  it.each(['csv', 'xlsx', 'json'] as const)(
    'is as %s the same after a crash in the middle',
    async (format) => {
      const whole = await ask({ format });
      await runner.runOnce('test');
      const broken = await ask({ format });
      // What a server says that is going down: whoever wrote this piece is gone, and so is the piece.
      await meddleAt(3, "raise exception 'going down' using errcode = '57P01'");
      await expect(runner.runOnce('first')).rejects.toThrow();
      await db.query('drop trigger meddle on export_chunk');
      expect(await exports.get(broken, 'key_a')).toMatchObject({ status: 'running', done: ROWS_PER_PIECE });
      expect(await runner.runOnce('second')).toBeNull();
      await db.query("update operation set lease_until = '-infinity' where id = $1", [broken]);
      expect(await runner.runOnce('second')).toMatchObject({ kind: 'done', rows: PEOPLE });
      const [one, other] = [await fileOf(whole), await fileOf(broken)];
      if (format === 'json') {
        const data = (file: Buffer): unknown => (JSON.parse(file.toString()) as { data: unknown }).data;
        expect(data(other)).toEqual(data(one));
      } else {
        expect(other.equals(one)).toBe(true);
      }
      if (format === 'xlsx') {
        const sheet = membersOf(one)['xl/worksheets/sheet1.xml'] ?? '';
        expectWellFormed(sheet);
        expect(sheet.match(/<row /g)).toHaveLength(PEOPLE + 1);
      }
    },
  );

  it('is not written by a worker that somebody has taken it over from', async () => {
    const id = await ask();
    await meddleAt(2, "update operation set owner = 'another' where id = op");
    expect(await runner.runOnce('test')).toEqual({ kind: 'lost', operationId: id });
    expect(await exports.get(id, 'key_a')).toMatchObject({ status: 'running', done: ROWS_PER_PIECE });
  });

  it('goes when it is cancelled on the way, and what was made of it goes, too', async () => {
    const id = await ask();
    await meddleAt(2, 'update operation set is_cancelled = true where id = op');
    expect(await runner.runOnce('test')).toEqual({ kind: 'cancelled', operationId: id });
    expect(await exports.get(id, 'key_a')).toMatchObject({ status: 'cancelled' });
    await expect(exports.file(id, 'key_a')).rejects.toThrow(
      'There is no file: the export has been cancelled.',
    );
    expect(await db.query('select from export_chunk')).toEqual([]);
  });

  it('is there for the key that asked for it, and for no other', async () => {
    const id = await ask();
    await runner.runOnce('test');
    for (const look of [exports.get(id, 'key_b'), exports.file(id, 'key_b')])
      await expect(look).rejects.toThrow('There is no such export');
    expect((await exports.list('key_b', { after: null, limit: 10 })).exports).toEqual([]);
    expect((await exports.list('key_a', { after: null, limit: 10 })).exports).toMatchObject([{ id }]);
  });

  it('is listed page by page, newest first', async () => {
    const asked = [await ask(), await ask(), await ask()];
    await db.query("update export set requested_at = '2026-11-22T10:00:00Z'");
    const seen: string[] = [];
    for (let after: Parameters<typeof exports.list>[1]['after'] = null, left = true; left;) {
      const page = await exports.list('key_a', { after, limit: 1 });
      seen.push(...page.exports.map(({ id }) => id));
      after = page.next;
      left = after !== null;
    }
    expect(seen).toEqual(asked.sort().reverse());
  });

  it('is gone a day after it was made, from the database, too', async () => {
    const id = await ask({ filter: { states: ['sent'] } });
    await expect(exports.file(id, 'key_a')).rejects.toThrow('still being made');
    await runner.runOnce('test');
    await db.query("update export set expires_at = clock_timestamp() - interval '1 second'");
    await expect(exports.file(id, 'key_a')).rejects.toThrow('kept for 24 hours');
    expect(await exports.get(id, 'key_a')).toMatchObject({ status: 'expired' });
    // Somebody may be fetching it at this moment.
    expect(await exports.purge()).toBe(0);
    await db.query("update export set expires_at = clock_timestamp() - interval '1 hour'");
    expect(await exports.purge()).toBeGreaterThan(0);
    expect(await db.query('select from export_chunk')).toEqual([]);
    expect(await exports.get(id, 'key_a')).toMatchObject({ status: 'expired' });
    await db.query("update export set requested_at = clock_timestamp() - interval '31 days'");
    await exports.purge();
    await expect(exports.get(id, 'key_a')).rejects.toThrow('There is no such export');
  });

  it('is refused to a key that has too many', async () => {
    for (let count = 0; count < EXPORT_LIMITS.open; count += 1) await ask({ filter: { states: ['sent'] } });
    await expect(ask()).rejects.toMatchObject({ code: 'too_many_exports', facts: { which: 'open', max: 3 } });
    await ask({ by: 'key_b' });
    await expect(ask({ target: { runId: '00000000-0000-7000-8000-000000000000' } })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is refused as a sheet where a sheet cannot hold it', async () => {
    const id = await ask({ format: 'xlsx' });
    await db.query('update operation set total = 1048576 where id = $1', [id]);
    expect(await runner.runOnce('test')).toEqual({ kind: 'refused', operationId: id });
    expect(await exports.get(id, 'key_a')).toMatchObject({
      status: 'failed',
      error: { code: 'too_many_rows' },
    });
  });
});
