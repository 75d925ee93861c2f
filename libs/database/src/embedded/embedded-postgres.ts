import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '#lib/kernel';
import pg from 'pg';
import { type Binaries, findBinaries } from './binaries.js';
import { freePort } from './free-port.js';
import { stopLeftover } from './leftover.js';
import { findServerAccount, reachableFolder, type ServerAccount } from './server-account.js';
import { isBetweenStates } from './server-state.js';

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

const CLUSTER = 'cluster';
const PASSWORD_FILE = 'postgres.password';
const UNFINISHED = 'cluster.new-';
const USER = 'vestnik';
const DATABASE = 'vestnik';
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** Where the data of an embedded server really is: `wanted`, unless the server's user cannot reach that. */
async function embeddedFolder(wanted: string): Promise<string> {
  return reachableFolder(wanted, await findServerAccount());
}

/**
 * Ends what a killed process left running in the folder, and deletes the folder with all its data.
 *
 * @throws when a Vestnik that lives is at work in it
 */
export async function removeEmbeddedPostgres(wanted: string): Promise<void> {
  const folder = await embeddedFolder(wanted);
  const password = (await readFile(join(folder, PASSWORD_FILE), 'utf8').catch(() => '')).trim();
  await stopLeftover(join(folder, CLUSTER), (port) => connectionString(port, password, 'postgres'));
  await rm(folder, { recursive: true, force: true });
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
  const cluster = join(folder, CLUSTER);
  const password = await readPassword(folder);
  if (!(await exists(join(cluster, 'PG_VERSION'))))
    await initialise(binaries, { folder, cluster, password, account });
  await stopLeftover(cluster, (port) => connectionString(port, password, 'postgres'));

  const port = options.port ?? (await freePort());
  const server = await launch(binaries, { folder, cluster, account, port, settings: options.settings ?? {} });
  endWithUs(server);
  const url = connectionString(port, password, 'postgres');
  try {
    await waitUntilReady(server, { url, log: join(folder, 'postgres.log') });
    await makeDatabase(url);
  } catch (error) {
    await stop(server, 'SIGQUIT');
    throw error;
  }
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
  const file = join(folder, PASSWORD_FILE);
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
  // Under a name of its own until it is whole: what a kill leaves half made is no cluster, and is made anew.
  for (const name of await readdir(place.folder))
    if (name.startsWith(UNFINISHED)) await rm(join(place.folder, name), { recursive: true, force: true });
  const making = join(place.folder, `${UNFINISHED}${randomBytes(4).toString('hex')}`);
  const flags = [
    ...['-D', making, '-U', USER, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8'],
    // The built-in provider sorts and upper-cases Cyrillic the same on every machine, whatever locales it has.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums'],
  ];
  const child = spawn(binaries.initdb, flags, { ...place.account, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  await rm(passwordFile, { force: true });
  if (code === 0) {
    await rename(making, place.cluster);
    return;
  }
  await rm(making, { recursive: true, force: true });
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
  const spawned = once(server, 'spawn');
  await log.close();
  await spawned;
  return server;
}

/**
 * As long as it says that it is making up for a crash it is waited for: that takes as long as the disk takes, and a server
 * that is ended meanwhile begins again from the start. A silent one has a minute.
 *
 * @throws when it ends, or does not answer
 */
async function waitUntilReady(
  server: ChildProcess,
  at: { readonly url: string; readonly log: string },
): Promise<void> {
  let heardAt = systemClock.monotonicMs();
  while (systemClock.monotonicMs() - heardAt < START_TIMEOUT_MS) {
    if (hasEnded(server)) break;
    const client = new pg.Client({ connectionString: at.url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (isBetweenStates(error)) heardAt = systemClock.monotonicMs();
      await delay(50);
    }
  }
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

async function stop(server: ChildProcess, how: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
  if (hasEnded(server)) return;
  const gone = once(server, 'exit');
  server.kill(how);
  const timeout = setTimeout(() => server.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(timeout);
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}

/**
 * A process that ends without stopping its server, by a second Ctrl-C or by an error, leaves none behind: «smart» lets the
 * workers write down what became of their posts, and ends when they have left. A kill tells nobody; see `stopLeftover`.
 */
function endWithUs(server: ChildProcess): void {
  const end = (): void => {
    server.kill('SIGTERM');
  };
  process.once('exit', end);
  server.once('exit', () => process.off('exit', end));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
