import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { FirstKey } from '#lib/access';
import { ConfigError, loadConfig, processEnvironment } from '#lib/config';
import { OrderlyEnd } from '#lib/kernel';
import { createLogger, metrics, serveMetrics } from '#lib/observability';
import { type Api, createApi } from './create-api.js';
import { requireDatabase } from './require-database.js';
import { startError } from './start-error.js';

/** For the words about a port that cannot be used. */
let wantedPort = 0;

/** The process that answers HTTP. Needs DATABASE_URL; any number may run at once. */
async function main(): Promise<void> {
  // No new requests, the present ones, the database.
  const end = new OrderlyEnd();
  const config = loadConfig(processEnvironment());
  const { databaseUrl } = config;
  if (databaseUrl === null)
    throw new ConfigError(['DATABASE_URL is needed (npm start brings a database of its own)']);
  const { host, port } = config.http;
  wantedPort = port;
  await requireDatabase(databaseUrl);
  const logger = createLogger({ level: config.logLevel, service: 'api' });
  const api = await createApi({ config, databaseUrl, logger });
  end.closes(api.app);
  // Past Nest, which would log a taken port in many lines of its own.
  await api.app.getHttpAdapter().getInstance().listen({ port, host });
  const figures = config.metrics === null ? null : await serveMetrics(metrics, config.metrics, logger);
  showFirstKey(await api.takeFirstSteps());
  const url = addressOf(api, host);
  logger.info({ url, docs: `${url}/docs` }, 'the api is ready');
  process.send?.({ type: 'ready', url, metricsPort: figures?.port });
}

function showFirstKey(key: FirstKey): void {
  if (key.kind !== 'made') return;
  process.stdout.write(
    `\nThe first administrator's API key, shown only now:\n\n  ${key.text}\n\nKeep it; POST /v1/api_keys makes others.\n\n`,
  );
}

function addressOf({ app }: Api, host: string): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${startError(error, wantedPort)}\n`);
  process.exit(1);
});
