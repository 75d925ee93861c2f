import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConfigError, loadConfig, processEnvironment } from '#lib/config';
import { OrderlyEnd } from '#lib/kernel';
import { createLogger, metrics, NestLogger, serveMetrics } from '#lib/observability';
import { WorkerModule } from './worker.module.js';

/** The process that sends. Needs DATABASE_URL of a migrated database; any number may run at once. */
async function main(): Promise<void> {
  // Ours, not Nest's: it would end the process by the signal again, and a stop in order is no failure.
  const end = new OrderlyEnd();
  const config = loadConfig(processEnvironment());
  if (config.databaseUrl === null)
    throw new ConfigError(['DATABASE_URL is needed (npm start brings a database of its own)']);
  const logger = createLogger({ level: config.logLevel, service: 'worker' });
  const app = await NestFactory.createApplicationContext(
    WorkerModule.with(config, config.databaseUrl, logger),
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class
    { logger: new NestLogger(logger) },
  );
  end.closes(app);
  const figures = config.metrics === null ? null : await serveMetrics(metrics, config.metrics, logger);
  logger.info({}, 'the worker is ready');
  process.send?.({ type: 'ready', metricsPort: figures?.port });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
