import { randomBytes } from 'node:crypto';
import { Database, type DatabaseOptions } from '#lib/database';
import pg from 'pg';

export const TEMPLATE = 'vestnik_template';

/** A database of its own for one test file, cloned from the migrated template. */
export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** A plain connection, for looking at rows from outside the product's code. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Whether a statement of this database waits for a lock that another one has. */
  someoneWaits(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * A new one; `close` drops it, whoever is still connected.
 *
 * @throws outside the jest projects that start the server
 */
export async function createTestDatabase(options: Partial<DatabaseOptions> = {}): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => admin.query(`create database ${name} template ${TEMPLATE}`));
  const url = databaseUrl(serverUrl(), name);
  const database = new Database({ url, applicationName: 'test', ...options });
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => undefined);
  const query = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await pool.query<Row>(sql, values)).rows;
  return {
    url,
    database,
    query,
    someoneWaits: async () => (await query(LOCK_WAITS)).length > 0,
    close: async () => {
      await Promise.all([database.onApplicationShutdown(), pool.end()]);
      await asAdmin((admin) => admin.query(`drop database ${name} with (force)`));
    },
  };
}

const LOCK_WAITS = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

const SERVER_URL = 'VESTNIK_TEST_SERVER_URL';

/** Where `createTestDatabase` finds its server, in this process and in those it starts (jest's workers). */
export function useTestServer(url: string): void {
  process.env[SERVER_URL] = url;
}

function serverUrl(): string {
  const url = process.env[SERVER_URL];
  if (url === undefined)
    throw new Error('No test server: run this through `npm test` (a jest project with a database).');
  return url;
}

async function asAdmin(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl() });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
