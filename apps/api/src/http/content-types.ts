import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MalformedRequestError } from '../problem/edge-errors.js';

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
        else done(unreadable(body));
      });
    }
  });
}

function takesRawBody(request: FastifyRequest): boolean {
  return 'rawBody' in request.routeOptions.config && request.routeOptions.config.rawBody === true;
}

/** Fastify's parser does not say where; whoever wrote the body by hand wants to know. */
function unreadable(body: string): MalformedRequestError {
  try {
    JSON.parse(body);
    return new MalformedRequestError('forbidden_member');
  } catch (error) {
    const position = /at position (\d+)/.exec(String(error))?.[1];
    if (position === undefined) return new MalformedRequestError('not_json');
    const lines = body.slice(0, Number(position)).split('\n');
    return new MalformedRequestError('not_json', {
      line: lines.length,
      column: (lines.at(-1) ?? '').length + 1,
    });
  }
}
