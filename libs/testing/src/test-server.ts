import { chmod, rm } from 'node:fs/promises';
import { migrate, startEmbeddedPostgres } from '#lib/database';
import pg from 'pg';
import { databaseUrl, TEMPLATE, useTestServer } from './test-database.js';

/** The Postgres of one test run. */
export interface TestServer {
  readonly url: string;
  /** Stops the server and deletes its folder. */
  remove(): Promise<void>;
}

/** A power cut may take the data of a test; waiting for the disk would only make it slow. */
const IN_MEMORY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts Postgres with a migrated template in it. Nothing of it survives a crash, unless it is to be durable.
 *
 * @param options.isDurable commits wait for the disk, as in production; for benchmarks
 */
export async function startTestServer(
  folder: string,
  options: { readonly isDurable?: boolean } = {},
): Promise<TestServer> {
  // mkdtemp makes folders that only their owner may enter; the server may run as another user.
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({
    folder,
    settings: { ...(options.isDurable !== true && IN_MEMORY), max_connections: '300' },
  });
  try {
    await prepareTemplate(server.url);
  } catch (error) {
    // A migration that fails must not leave a server behind.
    await server.stop();
    throw error;
  }
  return {
    url: server.url,
    remove: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function prepareTemplate(serverUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  await migrate(databaseUrl(serverUrl, TEMPLATE));
  useTestServer(serverUrl);
}
