import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../project-root.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';

const BUILT = join(projectRoot(), 'dist', 'libs', 'database', 'src', 'index.js');

describe('an embedded server whose launcher ends', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vestnik-embedded-'));
    await chmod(folder, 0o755);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A process that starts the server in the folder, and then does what `then` says. */
  const launcher = (then: string): ChildProcess =>
    spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `const { startEmbeddedPostgres } = await import(${JSON.stringify(BUILT)});
         await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, settings: { fsync: 'off' } });
         ${then}`,
      ],
      { detached: true, stdio: 'ignore' },
    );
  const has = (file: string): Promise<boolean> =>
    access(join(folder, file)).then(
      () => true,
      () => false,
    );
  const isBegun = async (): Promise<boolean> => {
    for (const name of await readdir(folder)) if (await has(join(name, 'PG_VERSION'))) return true;
    return false;
  };

  it('is not left behind where that ends by itself', async () => {
    const child = launcher('process.exit(3)');
    expect((await once(child, 'exit'))[0]).toBe(3);
    expect(await has('cluster')).toBe(true);
    while (await has(join('cluster', 'postmaster.pid')));
  });

  it('starts anew where its cluster was half made', async () => {
    const child = launcher('');
    const gone = once(child, 'exit');
    while (!(await isBegun()));
    // All of its group: a power cut spares nobody.
    process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
    await gone;
    const server = await startEmbeddedPostgres({ folder, settings: { fsync: 'off' } });
    await server.stop();
    expect((await readdir(folder)).filter((name) => name.startsWith('cluster'))).toEqual(['cluster']);
  });
});
