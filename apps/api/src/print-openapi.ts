import 'reflect-metadata';
import { loadConfig } from '#lib/config';
import { createLogger } from '#lib/observability';
import { assembleApi } from './create-api.js';
import { openApiDocument } from './docs/openapi.js';

/** Writes the OpenAPI document to standard output; needs no database and asks nobody. */
async function main(): Promise<void> {
  const logger = createLogger({ level: 'silent', service: 'api' });
  // Never connected to: nothing of the api is begun.
  const { app } = await assembleApi({ config: loadConfig({}), databaseUrl: 'postgres://nowhere', logger });
  const text = JSON.stringify(openApiDocument(app));
  await new Promise((resolve) => process.stdout.write(text, resolve));
  process.exit(0);
}

await main();
