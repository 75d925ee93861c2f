import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { diffToSchema, migrate } from './migrations.js';
import { connectSession } from './session-client.js';
import { finishingWith } from './unfinished-migrations.js';

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

  describe('of a process that was killed', () => {
    /** No table but the engine's own, with the record of the first migration. */
    const forgetSchema = async (): Promise<void> => {
      await db.query('create schema kept');
      await db.query('alter table _prisma_migrations set schema kept');
      await db.query('drop schema public cascade');
      await db.query('alter schema kept rename to public');
      await db.query(
        'delete from _prisma_migrations where migration_name <> (select min(migration_name) from _prisma_migrations)',
      );
    };
    const unfinished = (): Promise<object[]> =>
      db.query('select migration_name from _prisma_migrations where finished_at is null');

    it('begin anew with the one that had been begun', async () => {
      const all = await db.query('select from _prisma_migrations');
      await forgetSchema();
      await db.query('update _prisma_migrations set finished_at = null, applied_steps_count = 0');
      expect(await migrate(db.url)).toHaveLength(all.length);
      expect(await unfinished()).toEqual([]);
    });

    it('go on behind the one that Postgres had committed and the process had not noted', async () => {
      const all = await db.query('select from _prisma_migrations');
      await forgetSchema();
      await db.query('truncate _prisma_migrations');
      await db.query(`
        create function die() returns trigger language plpgsql as $$ begin raise 'the process ends here'; end $$`);
      await db.query(`
        create trigger dies before update on _prisma_migrations for each row
          when (new.applied_steps_count > old.applied_steps_count) execute function die()`);
      await expect(migrate(db.url)).rejects.toThrow(/the process ends here/);
      await db.query('drop function die cascade');
      expect(await migrate(db.url)).toHaveLength(all.length - 1);
      expect(await unfinished()).toEqual([]);
    });

    it('are waited for while Postgres still carries one out', async () => {
      const script = await connectSession(db.url, 'test');
      await script.query('begin');
      await script.query(finishingWith('select 1'));
      await db.query('update _prisma_migrations set finished_at = null');
      const migrated = migrate(db.url);
      while (!(await db.someoneWaits()));
      expect(await unfinished()).not.toEqual([]);
      await db.query('update _prisma_migrations set finished_at = started_at');
      await script.query('commit');
      await script.end();
      expect(await migrated).toEqual([]);
    });
  });

  it('refuse a database that a newer version has migrated', async () => {
    await db.query(
      "insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ('x', 'x', '29990101000000_later', now(), 1)",
    );
    await expect(migrate(db.url)).rejects.toThrow(/29990101000000_later/);
  });
});
