import type { MultipartFile } from '@fastify/multipart';
import { FileTooLargeError, MAX_FILE_BYTES } from '#lib/files';
import type { FastifyRequest } from 'fastify';
import { MalformedRequestError, UnsupportedMediaTypeError } from '../problem/edge-errors.js';

/** A file as it comes. */
export interface ReceivedFile {
  readonly name: string;
  /** Throws when it breaks off, or is larger than files may be. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** @throws UnsupportedMediaTypeError, MalformedRequestError */
export async function receivedFile(request: FastifyRequest): Promise<ReceivedFile> {
  if (!request.isMultipart()) throw new UnsupportedMediaTypeError('file');
  const part = await firstPart(request);
  if (part?.fieldname !== 'file') throw new MalformedRequestError('not_one_file');
  return { name: part.filename, content: whole(part) };
}

async function firstPart(request: FastifyRequest): Promise<MultipartFile | undefined> {
  try {
    return await request.file();
  } catch {
    throw new MalformedRequestError('not_one_file');
  }
}

async function* whole({ file }: MultipartFile): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of file as AsyncIterable<Buffer>) yield piece;
  } catch {
    throw new MalformedRequestError('file_broke_off');
  }
  if (file.truncated) throw new FileTooLargeError(MAX_FILE_BYTES);
}
