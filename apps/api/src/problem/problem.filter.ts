import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import { type Logger, LOGGER, metrics } from '#lib/observability';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyRulesOf } from '../http/list-body.js';
import { RouteMethods } from '../http/route-methods.js';
import { MethodNotAllowedError, RouteNotFoundError } from './edge-errors.js';
import { languageOf } from './language.js';
import { loggable } from './loggable.js';
import { problemDocument } from './problem-document.js';
import { toDomainError } from './to-domain-error.js';

/** Every failure of every request leaves as `application/problem+json`; what is not the client's fault is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly routes: RouteMethods,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const path = request.url.split('?', 1)[0] ?? request.url;
    const domainError = this.withMethods(toDomainError(error, bodyRulesOf(request)), request, path);
    const document = problemDocument(domainError, {
      language: languageOf(request.headers['accept-language']),
      requestId: request.id,
      path,
    });
    if (document.status >= 500) this.log(error, domainError.code, request);
    const { retry_after_s: retryAfter } = domainError.facts;
    if (typeof retryAfter === 'number') void reply.header('retry-after', retryAfter);
    if (AUTH.includes(domainError.code))
      metrics.count('vestnik_auth_failures_total', { kind: domainError.code });
    if (document.status === 401) void reply.header('www-authenticate', 'Bearer realm="vestnik"');
    if (domainError instanceof MethodNotAllowedError)
      void reply.header('allow', domainError.allowed.join(', '));
    void reply
      .status(document.status)
      .header('content-language', languageOf(request.headers['accept-language']))
      .header('vary', 'accept-language')
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(document));
  }

  /** The router knows only «not found»; an address that exists deserves a better word. */
  private withMethods(
    error: ReturnType<typeof toDomainError>,
    request: FastifyRequest,
    path: string,
  ): typeof error {
    if (!(error instanceof RouteNotFoundError) || !request.is404) return error;
    const allowed = this.routes.allowedFor(path);
    return allowed.length === 0 ? error : new MethodNotAllowedError(allowed);
  }

  private log(error: unknown, code: string, request: FastifyRequest): void {
    const fields = {
      request_id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      code,
    };
    const { frames, ...what } = loggable(error);
    // A database that is away fails every request: one line each, not a stack each.
    if (code === 'internal') this.logger.error({ ...fields, ...what, frames }, 'request failed');
    else this.logger.warn({ ...fields, ...what }, 'request refused');
  }
}

/** Problems of who asks, not of what is asked. */
const AUTH: readonly string[] = ['unauthenticated', 'scope_missing'];
