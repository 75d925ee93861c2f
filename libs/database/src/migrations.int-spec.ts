import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { diffToSchema, migrate } from './migrations.js';

describe('migrations', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());

  it('say the same as prisma/schema.prisma', async () => {
    expect(await diffToSchema(db.url)).toMatch(/^-- This is an empty migration/);
  });

  it('are applied once, however many processes start together', async () => {
    await db.query('drop schema public cascade');
    await db.query('create schema public');
    const applied = await Promise.all([migrate(db.url), migrate(db.url), migrate(db.url)]);
    const [first = [], ...others] = applied.toSorted((a, b) => b.length - a.length);
    expect(first.length).toBeGreaterThan(0);
    expect(others).toEqual([[], []]);
    const history = await db.query<{ migration_name: string }>(
      'select migration_name from _prisma_migrations',
    );
    expect(history.map((row) => row.migration_name).sort()).toEqual(first);
  });

  it('refuse a database that a newer version has migrated', async () => {
    await db.query(
      "insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ('x', 'x', '29990101000000_later', now(), 1)",
    );
    await expect(migrate(db.url)).rejects.toThrow(/29990101000000_later/);
  });
});
