import { metrics } from '#lib/observability';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { Database } from './database.js';

describe('the figures of the database', () => {
  let db: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    db = await createTestDatabase();
    database = new Database({ url: db.url, applicationName: 'test', poolSize: 1 });
    database.onModuleInit();
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await db.close();
  });

  const figure = async (name: string): Promise<number> => {
    const line = (await metrics.text()).split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.split(' ').at(-1) ?? Number.NaN);
  };
  const pool = (kind: 'main' | 'bulk', state: string): Promise<number> =>
    figure(`vestnik_db_pool{pool="${kind}",state="${state}"}`);

  it('tell which connections are in use and what waits for one', async () => {
    let other: Promise<unknown> = Promise.resolve();
    await database.transaction(async (tx) => {
      await tx.$executeRaw`select 1`;
      // Prisma asks for nothing before somebody wants the answer, and then takes a moment.
      other = database.client.$queryRaw`select 1 as one`.then((rows) => rows);
      while ((await pool('main', 'waiting')) === 0);
      expect(await pool('main', 'in_use')).toBe(1);
      expect(await pool('main', 'idle')).toBe(0);
    });
    await other;
    expect(await pool('main', 'waiting')).toBe(0);
    expect(await pool('main', 'in_use')).toBe(0);
    expect(await pool('main', 'idle')).toBe(1);
  });

  it('tell of the pool for bulk work once there is one', async () => {
    expect(await pool('bulk', 'idle')).toBeNaN();
    await database.bulkTransaction((tx) => tx.$executeRaw`select 1`);
    expect(await pool('bulk', 'idle')).toBe(1);
  });

  it('count every transaction once, rolled back ones too', async () => {
    const counted = (kind: string): Promise<number> => figure(`vestnik_db_${kind}_seconds_count`);
    const before = await counted('transaction');
    const bulkBefore = await counted('bulk_transaction');
    await database.transaction((tx) => tx.$executeRaw`select 1`);
    await database.snapshot((tx) => tx.$queryRaw`select 1 as one`);
    await database.transaction(() => Promise.reject(new Error('ours'))).catch(() => undefined);
    await database.bulkTransaction((tx) => tx.$executeRaw`select 1`);
    expect((await counted('transaction')) - before).toBe(3);
    expect((await counted('bulk_transaction')) - bulkBefore).toBe(1);
  });
});
