import { MAX_UPLOAD_BYTES } from './openapi.js';

/** A file as a whole, or piece by piece, as a stream gives it. */
export type FileContent = Blob | Uint8Array<ArrayBuffer> | AsyncIterable<Uint8Array<ArrayBuffer>>;

/**
 * The whole of it, so that it can be sent again; of a stream no more is read than a file may have.
 *
 * @throws RangeError where it is larger than the API takes
 */
export async function wholeOf(content: FileContent): Promise<Blob> {
  if (content instanceof Blob) return ofSize(content, content.size);
  if (content instanceof Uint8Array) return ofSize(new Blob([content]), content.byteLength);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of content) {
    size += piece.byteLength;
    pieces.push(ofSize(piece, size));
  }
  return new Blob(pieces);
}

function ofSize<T>(content: T, size: number): T {
  if (size > MAX_UPLOAD_BYTES) throw new RangeError(`A file has at most ${String(MAX_UPLOAD_BYTES)} bytes.`);
  return content;
}
