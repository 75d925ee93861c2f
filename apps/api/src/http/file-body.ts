import multipart from '@fastify/multipart';
import { MAX_FILE_BYTES } from '#lib/files';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UnsupportedMediaTypeError } from '../problem/edge-errors.js';

/** Longest name of a file as it comes, in bytes; it is cut to less when it is cleaned. */
const MAX_PART_HEADER_BYTES = 2_000;

/** Takes multipart/form-data on the routes whose config says `fileBody`, one file each, and nowhere else. */
export async function acceptFiles(server: FastifyInstance): Promise<void> {
  server.addHook('onRequest', (request, _reply, done) => {
    const isMultipart = typeOf(request).startsWith('multipart/');
    if (request.is404 || isMultipart === takesFile(request)) done();
    else if (isMultipart) done(new UnsupportedMediaTypeError());
    // Without a type there is no body to be refused; who is not let in must hear that first.
    else done(typeOf(request) === '' ? undefined : new UnsupportedMediaTypeError('file'));
  });
  await server.register(multipart, {
    limits: {
      // One more byte tells a file that is too large from one that is just not.
      fileSize: MAX_FILE_BYTES + 1,
      files: 1,
      fields: 0,
      headerPairs: 10,
      fieldNameSize: MAX_PART_HEADER_BYTES,
    },
  });
}

function typeOf({ headers }: FastifyRequest): string {
  return headers['content-type']?.trim().toLowerCase() ?? '';
}

function takesFile({ routeOptions: { config } }: FastifyRequest): boolean {
  return 'fileBody' in config && config.fileBody === true;
}
