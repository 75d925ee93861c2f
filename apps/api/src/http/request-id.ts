import type { IncomingMessage } from 'node:http';
import { newUuid, publicId } from '#lib/kernel';

/** What a client may call its request: it ends up in logs and headers. */
const USABLE = /^[A-Za-z0-9._:-]{1,128}$/;

/** The client's `X-Request-Id` where it is usable, else a new one (`req_…`). */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && USABLE.test(given) ? given : publicId('req', newUuid());
}
