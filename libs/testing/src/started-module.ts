import type { INestApplicationContext, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule } from '#lib/database';
import { createLogger, ObservabilityModule } from '#lib/observability';
import type { TestDatabase } from './test-database.js';

/**
 * A module of the product on a database of a test, started as its app starts it: with the settings of an empty
 * environment, and silent. To be closed before the database.
 */
export async function startModule(db: TestDatabase, module: Type): Promise<INestApplicationContext> {
  const compiled = await Test.createTestingModule({
    imports: [
      ConfigModule.with(loadConfig({})),
      ObservabilityModule.with(createLogger({ level: 'silent', service: 'test' })),
      DatabaseModule.with({ url: db.url, applicationName: 'test' }),
      module,
    ],
  }).compile();
  return compiled.init();
}
