import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { DomainError, newUuid, publicId } from '#lib/kernel';
import { MalformedRequestError } from '../problem/edge-errors.js';
import { problemDocument } from '../problem/problem-document.js';

class RequestTimeoutError extends DomainError {
  readonly code = 'request_timeout';

  constructor() {
    super('The request did not arrive in full in time.');
  }
}

class HeadersTooLargeError extends DomainError {
  readonly code = 'headers_too_large';

  constructor() {
    super('The headers of the request are too large.');
  }
}

/** Answers what is no HTTP request, or did not arrive in time, on the bare connection, and closes it. */
export function answerBrokenConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = publicId('req', newUuid());
  const document = problemDocument(brokenError(error.code), { language: 'en', requestId, path: '' });
  const body = JSON.stringify(document);
  const head = [
    `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function brokenError(code: string | undefined): DomainError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new RequestTimeoutError();
  if (code === 'HPE_HEADER_OVERFLOW') return new HeadersTooLargeError();
  return new MalformedRequestError('not_http');
}
