import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, startEmbeddedPostgres } from '#lib/database';
import pg from 'pg';

/** A crash of the machine is not simulated, so nothing need reach the disk. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum_naptime: '20s',
  max_wal_size: '512MB',
  shared_buffers: '64MB',
};

/** The clock of the seeds: what the product's statements call, they find here before Postgres' own. */
const CLOCK = `
  create schema sim;
  create function sim.clock_timestamp() returns timestamptz language sql volatile as
    $$ select to_timestamp(current_setting('sim.now')::float8 / 1000) $$;
  create function sim.now() returns timestamptz language sql stable as
    $$ select to_timestamp(current_setting('sim.now')::float8 / 1000) $$;
  do $$ declare c record; begin
    for c in select table_name, column_name from information_schema.columns
              where table_schema = 'public' and column_default = 'CURRENT_TIMESTAMP' loop
      execute format('alter table public.%I alter column %I set default sim.clock_timestamp()', c.table_name, c.column_name);
    end loop;
  end $$;`;

export interface SimServer {
  /** Addresses of so many databases, each with the product's schema and the sim's clock. */
  readonly urls: readonly string[];
  close(): Promise<void>;
}

/** @param sql applied on top of the product's schema: how a mutant of the schema is made */
export async function startServer(count: number, sql = ''): Promise<SimServer> {
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-sim-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder, settings: SETTINGS });
  try {
    await migrate(server.url);
    await run(server.url, `set sim.now = '0'; ${CLOCK} ${sql}`);
    const urls = Array.from({ length: count }, (_, index) => at(server.url, `sim_${String(index)}`));
    for (const url of urls)
      await run(
        at(server.url, 'postgres'),
        `create database ${new URL(url).pathname.slice(1)} template vestnik`,
      );
    const close = async (): Promise<void> => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      await rm(server.folder, { recursive: true, force: true });
    };
    // Whoever interrupts a run must not leave a server behind.
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => void close().finally(() => process.exit(1)));
    return { urls, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function at(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
