import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer } from '../../../../dist/libs/testing/src/test-server.js';

/** One Postgres for the whole test run; its template database is migrated once and cloned by every test file. */
export default async function globalSetup() {
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-test-'));
  const server = await startTestServer(folder);
  globalThis.vestnikTestServer = server;
  // Jest's workers are started after this and inherit the environment.
  process.env.VESTNIK_TEST_SERVER_URL = server.url;
}
