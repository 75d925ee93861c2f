import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { Database } from './database.js';
import { GuardedClient } from './guarded-client.js';
import { isPassingTrouble } from './postgres-errors.js';

describe('the database', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());

  it('reads and writes instants as they are, whatever the zone of the server', async () => {
    await db.query(`alter database ${new URL(db.url).pathname.slice(1)} set timezone = 'Asia/Kamchatka'`);
    const database = new Database({ url: db.url, applicationName: 'test' });
    const instant = new Date('2026-11-22T07:42:00.123Z');
    const [row] = await database.client.$queryRaw<{ back: Date; isEqual: boolean }[]>`
      select ${instant}::timestamptz as back, ${instant}::timestamptz = '2026-11-22T07:42:00.123Z' as "isEqual"`;
    expect(row).toEqual({ back: instant, isEqual: true });
    await database.onApplicationShutdown();
  });

  it('knows a server that is away from one that refuses the statement', async () => {
    const away = new Database({ url: 'postgresql://u:p@127.0.0.1:1/x', applicationName: 'test' });
    const unreachable: unknown = await away.client.$queryRaw`select 1`.catch((error: unknown) => error);
    expect(isPassingTrouble(unreachable)).toBe(true);
    const refused: unknown = await db.database.client.$queryRaw`select * from nowhere`.catch(
      (error: unknown) => error,
    );
    expect(isPassingTrouble(refused)).toBe(false);
    expect(isPassingTrouble(new Error('ours'))).toBe(false);
    await away.onApplicationShutdown();
  });

  it('gives up a server that does not answer, and the connection with it', async () => {
    // One connection: whatever is left in the pool is what the next statement gets.
    const options = { url: db.url, applicationName: 'test', poolSize: 1, unansweredMs: 500 };
    const database = new Database(options);
    const pid = async (): Promise<number> => {
      const [row] = await database.client.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
      return row?.pid ?? 0;
    };
    const before = await pid();
    const hang = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);
    expect(isPassingTrouble(await hang(database.client.$queryRaw`select pg_sleep(60)::text`))).toBe(true);
    const between = await pid();
    expect(between).not.toBe(before);
    // In a transaction the adapter puts the connection back as if nothing had happened.
    await hang(database.transaction((tx) => tx.$queryRaw`select pg_sleep(60)::text`));
    expect(await pid()).not.toBe(between);
    await database.onApplicationShutdown();
  });

  it('takes a connection that was cut in the middle of a statement for passing trouble, and goes on', async () => {
    const cut = db.database.client.$queryRaw`select pg_terminate_backend(pg_backend_pid())`;
    const error: unknown = await cut.catch((caught: unknown) => caught);
    expect(isPassingTrouble(error)).toBe(true);
    expect(await db.database.client.$queryRaw`select 1 as one`).toEqual([{ one: 1 }]);
  });

  it('outlives the end of a connection that nobody is listening to just then', async () => {
    const client = new GuardedClient(db.url);
    await client.connect();
    const { rows } = (await client.query('select pg_backend_pid() as pid')) as { rows: { pid: number }[] };
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    await db.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    // Without a listener of its own the event ends the process before this resolves.
    await ended;
  });
});
