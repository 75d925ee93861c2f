import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The system user as whom the server runs; `null` when this process is not root and may run it itself. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Postgres refuses to run as root, so root hands it to the system user `postgres`, made when it is missing.
 *
 * @throws when this is root and no such user exists or can be made
 */
export async function findServerAccount(): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const existing = await lookUp();
  if (existing !== null) return existing;
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(
    (error: unknown) => {
      throw new Error(
        'Postgres does not run as root, and the system user «postgres» could not be made ' +
          `(${error instanceof Error ? error.message.trim() : String(error)}). Run as another user, or set DATABASE_URL.`,
      );
    },
  );
  const made = await lookUp();
  if (made === null) throw new Error('The system user «postgres» was made but cannot be found.');
  return made;
}

async function lookUp(): Promise<ServerAccount | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/**
 * `wanted`, or a folder outside when a parent of it is closed to the server's user (a checkout in root's home, say).
 * The name is derived from `wanted`, so the same checkout finds the same data again.
 */
export async function reachableFolder(wanted: string, account: ServerAccount | null): Promise<string> {
  if (account === null || (await isReachable(wanted, account))) return wanted;
  const name = createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12);
  return join('/var/tmp', `vestnik-${name}`);
}

/** The server's programs where its user may run them: `native` itself, or a copy when its parents are closed. */
export async function reachableNative(native: string, account: ServerAccount | null): Promise<string> {
  const folder = await reachableFolder(native, account);
  if (folder === native) return native;
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await cp(native, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}

async function isReachable(path: string, account: ServerAccount): Promise<boolean> {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => null);
    if (found !== null && !mayTraverse(found, account)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function mayTraverse(folder: { mode: number; uid: number; gid: number }, account: ServerAccount): boolean {
  if (folder.uid === account.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === account.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
