import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MalformedRequestError } from '../problem/edge-errors.js';
import { languageOf } from '../problem/language.js';
import { problemDocument } from '../problem/problem-document.js';
import { answerBrokenConnection } from './broken-connection.js';
import {
  HEADERS_TIMEOUT_MS,
  KEEP_ALIVE_MS,
  MAX_BODY_BYTES,
  MAX_HEADER_BYTES,
  REQUEST_TIMEOUT_MS,
  TIMEOUT_CHECK_MS,
} from './limits.js';
import { requestId } from './request-id.js';

/** Fastify with every limit stated. */
export function createAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // A request that reaches a closing process on an open connection is still served.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    genReqId: requestId,
    requestIdHeader: false,
    clientErrorHandler: answerBrokenConnection,
    frameworkErrors: answerUnreadableAddress,
    routerOptions: { maxParamLength: 200 },
  });
}

/** An address that cannot be decoded: Fastify asks before any route, hook or filter. */
function answerUnreadableAddress(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const document = problemDocument(new MalformedRequestError('address'), {
    language: languageOf(request.headers['accept-language']),
    requestId: request.id,
    path: '',
  });
  void reply
    .status(document.status)
    .header('x-request-id', request.id)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(document));
}
