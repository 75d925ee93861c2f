import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, chown, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Binaries, findBinaries } from './binaries.js';
import { freePort } from './free-port.js';
import { stopLeftover } from './leftover.js';
import { findServerAccount, reachableFolder, type ServerAccount } from './server-account.js';

/** Where the server keeps its data, and how it runs. */
export interface EmbeddedPostgresOptions {
  /** Folder of the cluster; made and initialised when it is empty. */
  readonly folder: string;
  /** Server settings by name. Tests switch off fsync; nobody else should. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Default: a free one. The same again is for a server that others are waiting for. */
  readonly port?: number;
}

/** A Postgres server of our own, on a free port of 127.0.0.1, for machines that have no database. */
export interface EmbeddedPostgres {
  /** Connection string of the database `vestnik`. */
  readonly url: string;
  /** Where the data is: not `options.folder` when the server's user cannot reach that. */
  readonly folder: string;
  readonly process: ChildProcess;
  /** Ends the server in order: connections are cut, nothing committed is lost. */
  stop(): Promise<void>;
}

const USER = 'vestnik';
const DATABASE = 'vestnik';
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** Where the data of an embedded server really is: `wanted`, unless the server's user cannot reach that. */
export async function embeddedFolder(wanted: string): Promise<string> {
  return reachableFolder(wanted, await findServerAccount());
}

/**
 * Postgres on 127.0.0.1 as a child of this process, with its data in the folder; the first start makes the cluster. What a
 * killed process left running on the same data is ended first. Waits at most a minute until it answers.
 *
 * @throws with one sentence that says what to do when the folder, the account or the server is not usable
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = await findServerAccount();
  const folder = await reachableFolder(options.folder, account);
  await makeFolder(folder, account);
  const binaries = await findBinaries(account);
  const cluster = join(folder, 'cluster');
  const password = await readPassword(folder);
  if (!(await exists(join(cluster, 'PG_VERSION'))))
    await initialise(binaries, { folder, cluster, password, account });
  await stopLeftover(cluster, (port) => connectionString(port, password, 'postgres'));

  const port = options.port ?? (await freePort());
  const server = await launch(binaries, { folder, cluster, account, port, settings: options.settings ?? {} });
  await waitUntilReady(server, {
    url: connectionString(port, password, 'postgres'),
    log: join(folder, 'postgres.log'),
  });
  await makeDatabase(connectionString(port, password, 'postgres'));
  return {
    url: connectionString(port, password, DATABASE),
    folder,
    process: server,
    stop: () => stop(server),
  };
}

function connectionString(port: number, password: string, database: string): string {
  return `postgresql://${USER}:${password}@127.0.0.1:${String(port)}/${database}`;
}

async function makeFolder(folder: string, account: ServerAccount | null): Promise<void> {
  try {
    await makeParents(folder);
    if (account !== null) await chown(folder, account.uid, account.gid);
    const probe = join(folder, '.write-probe');
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Error(
      `The data directory ${folder} cannot be written (${why}). Set VESTNIK_DATA_DIR to one that can.`,
    );
  }
}

/** One by one: Node's recursive mkdir never returns below /proc and its like. */
async function makeParents(folder: string): Promise<void> {
  if (await exists(folder)) return;
  await makeParents(dirname(folder));
  await mkdir(folder, { mode: 0o755 });
}

async function readPassword(folder: string): Promise<string> {
  const file = join(folder, 'postgres.password');
  if (!(await exists(file))) await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return (await readFile(file, 'utf8')).trim();
}

interface ClusterPlace {
  readonly folder: string;
  readonly cluster: string;
  readonly account: ServerAccount | null;
}

async function initialise(
  binaries: Binaries,
  place: ClusterPlace & { readonly password: string },
): Promise<void> {
  const passwordFile = join(place.folder, 'initdb.password');
  await writeFile(passwordFile, `${place.password}\n`, { mode: 0o600 });
  if (place.account !== null) await chown(passwordFile, place.account.uid, place.account.gid);
  const flags = [
    ...['-D', place.cluster, '-U', USER, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8'],
    // The built-in provider sorts and upper-cases Cyrillic the same on every machine, whatever locales it has.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums'],
  ];
  const child = spawn(binaries.initdb, flags, { ...place.account, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  await rm(passwordFile, { force: true });
  if (code === 0) return;
  await rm(place.cluster, { recursive: true, force: true });
  throw new Error(`The embedded Postgres could not be initialised in ${place.cluster}: ${complaint.trim()}`);
}

interface LaunchPlan extends ClusterPlace {
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}

async function launch(binaries: Binaries, plan: LaunchPlan): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(plan.port),
    ...plan.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(join(plan.folder, 'postgres.log'), 'a');
  // Detached: a Ctrl-C in the terminal must reach the launcher alone, which ends everything in order.
  const server = spawn(binaries.postgres, ['-D', plan.cluster, ...flags], {
    ...plan.account,
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  await log.close();
  return server;
}

async function waitUntilReady(
  server: ChildProcess,
  at: { readonly url: string; readonly log: string },
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) break;
    const client = new pg.Client({ connectionString: at.url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await delay(50);
    }
  }
  server.kill('SIGQUIT');
  const log = await readFile(at.log, 'utf8').catch(() => '');
  throw new Error(
    `The embedded Postgres did not start. The end of ${at.log}:\n${log.trim().split('\n').slice(-5).join('\n')}`,
  );
}

async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGINT');
  const timeout = setTimeout(() => server.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(timeout);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
