import { createHash } from 'node:crypto';
import { LIST_LIMITS } from '#lib/audiences';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UnsupportedMediaTypeError } from '../problem/edge-errors.js';
import type { BodyRules } from '../problem/to-domain-error.js';
import { MAX_BODY_BYTES } from './limits.js';

/** The bytes of a list that came as CSV. As JSON, and so in the fingerprint of a request, it is their hash. */
export class ListBody {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  toJSON(): object {
    return { sha256: createHash('sha256').update(this.#bytes).digest('hex') };
  }
}

/** Takes text/csv and text/plain on the routes whose config says `listBody`, and nowhere else. */
export function acceptLists(server: FastifyInstance, maxBytes: number): void {
  server.addContentTypeParser<Buffer>(
    ['text/csv', 'text/plain'],
    { parseAs: 'buffer', bodyLimit: maxBytes },
    (request, bytes, done) => {
      if (takesList(request)) done(null, new ListBody(bytes));
      else done(new UnsupportedMediaTypeError());
    },
  );
}

function takesList(request: FastifyRequest): boolean {
  return 'listBody' in request.routeOptions.config && request.routeOptions.config.listBody === true;
}

/** A list as text may be larger than a body as JSON; an answer that names a limit must name the right one. */
export function bodyRulesOf(request: FastifyRequest): BodyRules {
  const isText = request.headers['content-type']?.trim().toLowerCase().startsWith('text/') ?? false;
  const isList = takesList(request);
  return { takesList: isList, maxBytes: isList && isText ? LIST_LIMITS.bytes : MAX_BODY_BYTES };
}
