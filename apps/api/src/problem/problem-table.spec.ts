import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#lib/database';
import { PROBLEMS } from './problem-table.js';

/** Code of an error class as it is written: `readonly code = 'x'`, or `readonly code: 'x' | 'y'`. */
const CODE = /readonly code(?: = |: )((?:'[a-z_.]+'(?: \| )?)+);/g;

/** Codes of every class that extends `DomainError`, in the sources of the libs and of this app. */
async function codesInSources(): Promise<Set<string>> {
  const codes = new Set<string>();
  for (const folder of ['libs', 'apps/api']) {
    const root = join(projectRoot(), folder);
    const files = await readdir(root, { recursive: true });
    for (const file of files.filter(
      (name) => /(?<!spec|fixture)\.ts$/.test(name) && !name.includes('generated'),
    )) {
      const text = await readFile(join(root, file), 'utf8');
      for (const body of text.split(/\bextends DomainError\b/).slice(1)) {
        for (const [, union = ''] of [...body.matchAll(CODE)].slice(0, 1)) {
          for (const [, code = ''] of union.matchAll(/'([^']+)'/g)) codes.add(code);
        }
      }
    }
  }
  return codes;
}

describe('the table of problems', () => {
  it('has every code that a domain error has, and no ghost', async () => {
    expect(Object.keys(PROBLEMS).sort()).toEqual([...(await codesInSources())].sort());
  });

  it('gives each a status of failure, a title in both languages and a sentence', () => {
    for (const [code, { status, title, detailRu }] of Object.entries(PROBLEMS)) {
      expect([code, status >= 400 && status < 600]).toEqual([code, true]);
      expect(title.en).toMatch(/^[A-Z]|^external_id/);
      expect(title.ru).toMatch(/[а-яё]/);
      expect(detailRu({})).toMatch(/[а-яё].*\.$/s);
    }
  });
});
