import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer } from '../../../../dist/libs/testing/src/test-server.js';

/** One Postgres for the whole test run; its template database is migrated once and cloned by every test file. */
export default async function globalSetup() {
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-test-'));
  globalThis.vestnikTestServer = await startTestServer(folder);
}
