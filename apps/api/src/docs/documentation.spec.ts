import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '#lib/config';
import { projectRoot } from '#lib/database';
import { createLogger } from '#lib/observability';
import { assembleApi } from '../create-api.js';
import { openApiDocument } from './openapi.js';

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('spec.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

describe('the OpenAPI document', () => {
  it('has no two classes of one name, of which the later would take the place of the earlier in silence', () => {
    const names = sources(join(projectRoot(), 'apps', 'api', 'src')).flatMap((text) =>
      [...text.matchAll(/(?:@ApiSchema\(\{ name: '(\w+)'[^)]*\)\s+)?export (?:abstract )?class (\w+)/g)].map(
        ([, schema, name]) => schema ?? name,
      ),
    );
    expect(names.length).toBeGreaterThan(150);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('is what the types of the client were generated from (npm run client:generate)', async () => {
    const logger = createLogger({ level: 'silent', service: 'api' });
    // Never connected to: nothing of the api is begun.
    const { app } = await assembleApi({
      config: loadConfig({}),
      databaseUrl: 'postgres://nowhere',
      logger,
    });
    const script = join(projectRoot(), 'scripts', 'generate-api-types.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      input: JSON.stringify(openApiDocument(app)),
      encoding: 'utf8',
    });
    await app.close();
    expect([status, stderr]).toEqual([0, '']);
  });
});
