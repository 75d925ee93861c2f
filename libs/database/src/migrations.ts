import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList, SchemaEngine, SchemaFilter } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { projectRoot } from './project-root.js';
import { withSchemaEngine } from './schema-engine.js';
import { forgetUnfinished, finishingWith } from './unfinished-migrations.js';

/** Serialises migrations of processes that start together. Any fixed number that nothing else here uses. */
const MIGRATION_LOCK = 7_201_001;
const NO_FILTER: SchemaFilter = { externalTables: [], externalEnums: [] };

/**
 * Applies what is missing of `prisma/migrations`, and waits for another process that is doing so. It may be killed at any
 * moment: the next call goes on from there.
 *
 * @returns the names of the migrations applied now, in order; empty when the database was up to date
 * @throws when a migration fails or the database's history holds one that this version does not know
 */
export async function migrate(connectionString: string): Promise<readonly string[]> {
  const lock = new pg.Client({ connectionString });
  // A lost connection shows as the failure of what runs; without a listener it would end the process.
  lock.on('error', () => undefined);
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await forgetUnfinished(lock);
    return await applyMissing(connectionString);
  } finally {
    await lock.end();
  }
}

async function applyMissing(connectionString: string): Promise<readonly string[]> {
  const migrationsList = await readMigrations();
  const scripts = new Set(migrationsList.migrationDirectories.map(scriptOf));
  const apply = async (engine: SchemaEngine): Promise<string[]> => {
    const { history } = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: NO_FILTER,
    });
    if (history !== null && history.diagnostic !== 'databaseIsBehind') {
      throw new Error(
        `The database holds migrations that this version of Vestnik does not know (${history.unpersistedMigrationNames.join(', ')}). ` +
          'Start the version that made them, or restore the backup taken before the upgrade.',
      );
    }
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
    return appliedMigrationNames;
  };
  return withSchemaEngine(connectionString, apply, (script) =>
    scripts.has(script) ? finishingWith(script) : script,
  );
}

function scriptOf({ migrationFile }: MigrationList['migrationDirectories'][number]): string | null {
  return migrationFile.content.tag === 'ok' ? migrationFile.content.value : null;
}

/**
 * SQL of the migration that would bring prisma/migrations to prisma/schema.prisma; a comment only when there is nothing
 * to do. The migrations are replayed in a throw-away database beside the one at `connectionString`.
 */
export async function diffToSchema(connectionString: string): Promise<string> {
  const content = await readFile(join(projectRoot(), 'prisma', 'schema.prisma'), 'utf8');
  const migrationsList = await readMigrations();
  return withSchemaEngine(connectionString, async (engine) => {
    const result = await engine.diff({
      from: { tag: 'migrations', ...migrationsList },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    return result.stdout ?? '';
  });
}

async function readMigrations(): Promise<MigrationList> {
  const baseDir = join(projectRoot(), 'prisma', 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(join(baseDir, path, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}
