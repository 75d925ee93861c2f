import { join } from 'node:path';
import type { Config } from '#lib/config';
import { connectSession, migrate, startEmbeddedPostgres } from '#lib/database';

/** A migrated database that is ready for the processes. */
export interface OpenDatabase {
  readonly url: string;
  /** Migrations that were applied now. */
  readonly applied: readonly string[];
  /** Where the embedded server keeps its data; `null` for a server of the operator's. */
  readonly folder: string | null;
  /** Resolves when the embedded server ends by itself; never for the operator's. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/**
 * @param stopping when it is aborted, nothing further is begun
 * @throws with one sentence for the operator when there is no usable database, and the reason of `stopping`
 */
export async function openDatabase(config: Config, stopping: AbortSignal): Promise<OpenDatabase> {
  const database =
    config.databaseUrl === null ? await openEmbedded(config.dataDir) : await openGiven(config.databaseUrl);
  try {
    stopping.throwIfAborted();
    return { ...database, applied: await migrate(database.url) };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** The embedded server's place in the data directory. */
export function databaseFolder(dataDir: string): string {
  return join(dataDir, 'postgres');
}

type Server = Omit<OpenDatabase, 'applied'>;

async function openEmbedded(dataDir: string): Promise<Server> {
  const server = await startEmbeddedPostgres({ folder: databaseFolder(dataDir) });
  const ended = new Promise<string>((resolve) => {
    server.process.once('exit', (code) => {
      resolve(
        `the embedded Postgres ended (exit code ${String(code)}); see ${join(server.folder, 'postgres.log')}`,
      );
    });
  });
  return { url: server.url, folder: server.folder, ended, stop: () => server.stop() };
}

async function openGiven(url: string): Promise<Server> {
  try {
    const connection = await connectSession(url, 'vestnik-start');
    await connection.end();
  } catch (error) {
    const why =
      error instanceof Error && error.message !== ''
        ? error.message
        : String((error as { code?: unknown }).code);
    const { host, pathname } = new URL(url);
    throw new Error(`The database ${host}${pathname} of DATABASE_URL cannot be reached: ${why}`);
  }
  const never = new Promise<string>(() => undefined);
  return { url, folder: null, ended: never, stop: () => Promise.resolve() };
}
