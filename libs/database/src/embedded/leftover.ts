import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '#lib/kernel';
import pg from 'pg';
import { isBetweenStates } from './server-state.js';

/** How long the processes of a killed launcher may take to leave: workers wait 15 s for posts that are under way. */
const GRACE_MS = 20_000;

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
  const client = await connectTo(connectionString(found.port));
  if (client === null) return;
  try {
    await waitForUsersToLeave(client, cluster);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  interrupt(found.pid);
  // Not only its process: one whose parent does not ask for its end stays in the list for ever.
  while (isAlive(found.pid) && (await readPostmaster(cluster)) !== null) await delay(50);
}

/**
 * `null`: not running, or the port is somebody else's by now: Postgres itself clears a stale pid file, and refuses to start
 * beside a server that still comes up or ends.
 */
async function connectTo(connectionString: string): Promise<pg.Client | null> {
  const from = systemClock.monotonicMs();
  for (;;) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (!isBetweenStates(error) || systemClock.monotonicMs() - from > GRACE_MS) return null;
      await delay(200);
    }
  }
}

async function waitForUsersToLeave(client: pg.Client, cluster: string): Promise<void> {
  const from = systemClock.monotonicMs();
  for (;;) {
    const { rows } = await client.query<{ users: number }>(
      "select count(*)::int as users from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    if (rows[0]?.users === 0) return;
    if (systemClock.monotonicMs() - from > GRACE_MS)
      throw new Error(
        `Another Vestnik is running on ${cluster}. Stop it first, or set VESTNIK_DATA_DIR to another directory.`,
      );
    await delay(200);
  }
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It has ended by itself meanwhile.
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
