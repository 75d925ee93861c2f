import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { patched } from '../sim/patches.js';
import type { Mutant } from './mutant.js';

const COPIED = ['libs', 'apps', 'prisma', 'dist', 'package.json', 'tsconfig.json', 'jest.config.mjs'];

/** @returns the names of the tests that fail with the mutant in the product; empty: it survives */
export async function failingTests(
  mutant: Mutant & { readonly spec: NonNullable<Mutant['spec']> },
): Promise<string[]> {
  const copy = await mkdtemp(join(tmpdir(), 'vestnik-mutant-'));
  try {
    for (const name of COPIED) await cp(resolve(name), join(copy, name), { recursive: true });
    await symlink(resolve('node_modules'), join(copy, 'node_modules'));
    for (const patch of mutant.patches) {
      const file = join(copy, patch.file);
      await writeFile(file, patched(await readFile(file, 'utf8'), patch));
    }
    return await jest(copy, mutant.spec);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function jest(cwd: string, { project, pattern }: NonNullable<Mutant['spec']>): Promise<string[]> {
  const report = join(cwd, 'report.json');
  const flags = [
    '--selectProjects',
    project,
    '--testPathPatterns',
    pattern,
    '--json',
    '--outputFile',
    report,
    '-w',
    '1',
  ];
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      resolve('node_modules/jest/bin/jest.js'),
      '--rootDir',
      cwd,
      ...flags,
    ],
    { cwd, stdio: 'ignore' },
  );
  await once(child, 'exit');
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as {
    testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[];
  };
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  // A mutant that does not even compile proves nothing.
  if (tests.length === 0) throw new Error(`no test ran: ${testResults[0]?.message ?? ''}`);
  return tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
}
