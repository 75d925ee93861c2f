import { type IncomingMessage } from 'node:http';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { addControlRoutes } from '../control/control.routes.js';
import { OPERATIONS } from '../operations/all.js';
import { DIRECT_UPLOAD_PATH, putFile } from '../operations/uploads.operations.js';
import { type Simulation } from '../simulation.js';
import { avatarOf } from './avatar.js';
import { parseMultipart } from './multipart.js';
import { type Operation } from './operation.js';
import { conclude, type Exchange, performer, serve } from './pipeline.js';
import { apiError } from './refusal.js';

export const API_PREFIX = '/api/shared/v1';
const MAX_JSON_BYTES = 1_048_576;
const MAX_UPLOAD_BYTES = 64 * 1_048_576;
/** Longer than any sensible client keeps an idle connection, so that it is the client who closes. */
const KEEP_ALIVE_MS = 75_000;

/** A request as it came over the wire, for tests of a client. */
export interface RecordedRequest {
  readonly method: string;
  /** Behind the prefix, without the query. */
  readonly path: string;
  /** Raw, without the question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Parsed JSON; for a file the parts of the form; absent without a body. */
  readonly body: unknown;
}

export type RequestRecorder = (request: RecordedRequest) => void;

/** The HTTP side: the API, the file store, pictures, and `/_sim`. Listens to nobody yet. */
export function buildServer(sim: Simulation, record: RequestRecorder | undefined): FastifyInstance {
  const app = fastify({
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    bodyLimit: MAX_JSON_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    routerOptions: { ignoreTrailingSlash: true },
  });
  const desk = new FrontDesk(app, sim);
  addParsers(app);
  for (const operation of OPERATIONS) {
    app.route({
      method: operation.method,
      url: API_PREFIX + operation.path,
      onRequest: (request, _reply, done) => {
        desk.enter(request, operation);
        done();
      },
      handler: async (request, reply) => {
        record?.(recorded(request));
        await serve(sim, operation, desk.exchangeOf(request), { request, reply });
        return reply;
      },
    });
  }
  addUploadRoute(app, sim, desk, record);
  app.get<{ Params: { file: string } }>('/avatars/:file', (request, reply) => {
    const { world } = sim.now;
    return reply
      .type('image/svg+xml')
      .send(avatarOf(world.people.find(Number.parseInt(request.params.file, 10))));
  });
  addControlRoutes(app, sim);
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(apiError('path', 'not_found', request.url)),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => desk.fail(error, request, reply));
  return app;
}

/** Notes when a request arrived, before anything else happens to it, and opens its entry in the log. */
class FrontDesk {
  private readonly arrivals = new WeakMap<IncomingMessage, number>();
  private readonly exchanges = new WeakMap<FastifyRequest, Exchange>();

  constructor(
    app: FastifyInstance,
    private readonly sim: Simulation,
  ) {
    app.server.prependListener('request', (request: IncomingMessage) => {
      this.arrivals.set(request, performance.now());
    });
  }

  enter(request: FastifyRequest, operation: Pick<Operation, 'name' | 'method' | 'requestClass'>): void {
    const parts = this.sim.now;
    const authorization = request.headers.authorization;
    const token = authorization === undefined ? null : (/^Bearer\s+(\S+)$/i.exec(authorization)?.[1] ?? null);
    const entry = parts.log.open({
      operation: operation.name,
      method: operation.method,
      path: request.url.startsWith(API_PREFIX) ? request.url.slice(API_PREFIX.length) : request.url,
      requestClass: operation.requestClass,
      token,
      arrivedMs: this.arrivals.get(request.raw) ?? performance.now(),
    });
    const bot = token === null ? undefined : parts.world.findBot(token);
    this.exchanges.set(request, { parts, entry, bot, hasAuthorization: authorization !== undefined });
  }

  exchangeOf(request: FastifyRequest): Exchange {
    const exchange = this.exchanges.get(request);
    if (exchange === undefined) throw new Error('The request was not entered');
    return exchange;
  }

  /** Bodies that cannot be read, and our own errors. */
  fail(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const status = error.statusCode ?? 500;
    const exchange = this.exchanges.get(request);
    if (exchange !== undefined) exchange.parts.log.close(exchange.entry, status);
    if (status >= 500) process.stderr.write(`${error.stack ?? error.message}\n`);
    return reply
      .code(status)
      .send(apiError('body', status === 413 ? 'too_long' : status >= 500 ? 'unhandled' : 'invalid'));
  }
}

/** An empty JSON body is no body; what is neither JSON nor a form is not looked at. */
function addParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') {
      done(null, undefined);
      return;
    }
    try {
      done(null, JSON.parse(String(body)));
    } catch {
      done(Object.assign(new Error('The body is no JSON'), { statusCode: 400 }), undefined);
    }
  });
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: MAX_UPLOAD_BYTES },
    (request: FastifyRequest, body: Buffer) =>
      parseMultipart(request.headers['content-type'] ?? '', body).catch(() => undefined),
  );
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => {
    done(null, undefined);
  });
}

function addUploadRoute(
  app: FastifyInstance,
  sim: Simulation,
  desk: FrontDesk,
  record: RequestRecorder | undefined,
): void {
  const operation = { name: 'uploads.direct', method: 'POST', requestClass: 'upload' } as const;
  app.post(DIRECT_UPLOAD_PATH, {
    onRequest: (request, _reply, done) => {
      desk.enter(request, operation);
      done();
    },
    handler: async (request, reply) => {
      record?.(recorded(request));
      const exchange = desk.exchangeOf(request);
      const faults = exchange.parts.faults.draw({
        method: 'POST',
        path: DIRECT_UPLOAD_PATH,
        operation: operation.name,
      });
      exchange.entry.faults = faults.map((fault) => fault.kind);
      await conclude(
        exchange,
        faults,
        reply,
        performer(exchange, faults, () => putFile(sim, request.body)),
      );
      return reply;
    },
  });
}

function recorded(request: FastifyRequest): RecordedRequest {
  const [path = '', query = ''] = request.url.split('?', 2);
  return {
    method: request.method,
    path: path.startsWith(API_PREFIX) ? path.slice(API_PREFIX.length) : path,
    query,
    headers: request.headers,
    body: request.body,
  };
}
