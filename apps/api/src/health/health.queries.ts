import { Prisma } from '#lib/database';

/**
 * Writes to the database and waits until it is on disk, without a table: a message in the log of transactions that
 * nobody reads. A standby or a read-only database refuses it.
 */
export const writeProbe = (): Prisma.Sql => Prisma.sql`
  select pg_logical_emit_message(true, 'vestnik_probe', '')::text as written`;

export const hasMigrationTable = (): Prisma.Sql => Prisma.sql`
  select to_regclass('_prisma_migrations') is not null as "exists"`;

export const selectAppliedMigrations = (): Prisma.Sql => Prisma.sql`
  select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`;
