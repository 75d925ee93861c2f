import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FirstKey } from '#lib/access';
import { LIST_LIMITS } from '#lib/audiences';
import type { Config } from '#lib/config';
import { type Logger, NestLogger } from '#lib/observability';
import type { FastifyInstance } from 'fastify';
import { ApiModule } from './api.module.js';
import { serveDocs } from './docs/openapi.js';
import { FirstSteps } from './first-steps.js';
import { Readiness } from './health/readiness.js';
import { createAdapter } from './http/adapter.js';
import { acceptJsonOnly } from './http/content-types.js';
import { acceptFiles } from './http/file-body.js';
import { acceptLists } from './http/list-body.js';
import { logRequests } from './http/request-log.js';
import { sendSafeHeaders } from './http/response-headers.js';
import { RouteMethods } from './http/route-methods.js';

export interface Api {
  readonly app: NestFastifyApplication;
  /**
   * Makes the first administrator's key, to be shown once, and adds the bot of PACHCA_TOKEN. Only once the api listens: a
   * key that was made and not shown, because the port was taken, would be lost.
   *
   * @throws BootstrapKeyError in words for the operator
   */
  takeFirstSteps(): Promise<FirstKey>;
}

export interface ApiOptions {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly logger: Logger;
}

/** The whole HTTP edge, ready to listen or to be tested in process. Migrates the database when something is missing. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const { app, server } = await assembleApi(options);
  try {
    serveDocs(app);
    await app.init();
    await server.ready();
    await app.get(Readiness).migrateIfNeeded();
    return { app, takeFirstSteps: () => app.get(FirstSteps).run() };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Its parts put together and nothing begun: no connection is open, so that the document can be had without a database. */
export async function assembleApi(
  options: ApiOptions,
): Promise<{ readonly app: NestFastifyApplication; readonly server: FastifyInstance }> {
  const routes = new RouteMethods();
  const adapter = createAdapter();
  const server = adapter.getInstance<FastifyInstance>();
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.add(each, url);
  });
  acceptJsonOnly(server);
  acceptLists(server, LIST_LIMITS.bytes);
  await acceptFiles(server);
  await sendSafeHeaders(server);
  logRequests(server, options.logger);

  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.with({ ...options, routes }),
    adapter,
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class
    {
      logger: new NestLogger(options.logger),
      bodyParser: false,
      abortOnError: false,
    },
  );
  return { app, server };
}
