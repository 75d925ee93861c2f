import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MalformedRequestError } from '../problem/edge-errors.js';

const NOT_JSON = 'The body is not valid JSON, or has a member that is refused everywhere, such as __proto__.';

/**
 * Bodies are JSON, and a merge patch is JSON, too; everything else is refused (Fastify itself would take plain text).
 * An empty body with a content type is no body. A route whose config says `rawBody` gets the bytes as they came, for a
 * signature is over bytes.
 */
export function acceptJsonOnly(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  const types = ['application/json', 'application/merge-patch+json'];
  server.addContentTypeParser<Buffer>(types, { parseAs: 'buffer' }, (request, bytes, done) => {
    const body = bytes.toString('utf8');
    if (takesRawBody(request)) done(null, bytes);
    else if (body.trim() === '') done(null, undefined);
    else {
      void parse(request, body, (error, value?: unknown) => {
        if (error === null) done(null, value);
        else done(new MalformedRequestError(NOT_JSON));
      });
    }
  });
}

function takesRawBody(request: FastifyRequest): boolean {
  return 'rawBody' in request.routeOptions.config && request.routeOptions.config.rawBody === true;
}
