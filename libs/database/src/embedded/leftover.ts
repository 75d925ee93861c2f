import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** How long the processes of a killed launcher may take to notice and leave. */
const GRACE_MS = 10_000;

/**
 * Ends a server that a killed launcher left on this cluster.
 *
 * @param connectionString of the cluster's own account, at a port
 * @throws when the cluster is in use by a Vestnik that lives
 */
export async function stopLeftover(
  cluster: string,
  connectionString: (port: number) => string,
): Promise<void> {
  const found = await readPostmaster(cluster);
  if (found === null) return;
  const client = new pg.Client({
    connectionString: connectionString(found.port),
    connectionTimeoutMillis: 5_000,
  });
  try {
    await client.connect();
  } catch {
    return; // not running, or the port is somebody else's by now: Postgres itself clears a stale pid file
  }
  client.on('error', () => undefined);
  await waitForUsersToLeave(client, cluster);
  process.kill(found.pid, 'SIGINT');
  while (isAlive(found.pid)) await delay(50);
}

async function waitForUsersToLeave(client: pg.Client, cluster: string): Promise<void> {
  const deadline = Date.now() + GRACE_MS;
  for (;;) {
    const { rows } = await client.query<{ users: number }>(
      "select count(*)::int as users from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    if (rows[0]?.users === 0) return;
    if (Date.now() > deadline) {
      await client.end();
      throw new Error(
        `Another Vestnik is running on ${cluster}. Stop it first, or set VESTNIK_DATA_DIR to another directory.`,
      );
    }
    await delay(200);
  }
}

/** The server's pid file: its pid on the first line, its port on the fourth. */
async function readPostmaster(
  cluster: string,
): Promise<{ readonly pid: number; readonly port: number } | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) && port > 0 ? { pid, port } : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
