import { type Logger, metrics } from '#lib/observability';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { principalOf } from '../access/current-principal.js';

/** One line per request: by the pattern of its route, for a query may hold names of people. */
export function logRequests(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    const fields = {
      request_id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      http_status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime),
      principal: principalOf(request)?.id ?? null,
    };
    const status = String(reply.statusCode);
    metrics.count('vestnik_http_requests_total', { method: request.method, status });
    if (isProbe(request)) logger.debug(fields, 'request');
    else logger.info(fields, 'request');
    done();
  });
}

/** Whoever watches the process asks every few seconds. */
function isProbe(request: FastifyRequest): boolean {
  return request.url.startsWith('/health/');
}
