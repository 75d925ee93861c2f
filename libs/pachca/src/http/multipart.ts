import { Readable } from 'node:stream';
import { systemRandom } from '#lib/kernel';

/** A file to upload. `content` is read once, piece by piece; it is never held whole. */
export interface UploadSource {
  /** Shown to the reader; no slashes, no control characters. Its extension decides how the messenger treats it. */
  readonly name: string;
  /** Bytes; must be exact, since the length of the request is announced before the file is read. */
  readonly size: number;
  readonly content: Readable;
  /** Default `application/octet-stream`. */
  readonly contentType?: string;
}

/** The source gave more or fewer bytes than it had promised, or failed; nothing was stored. */
export class UploadSourceFailed extends Error {}

interface MultipartBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly stream: Readable;
}

/**
 * A `multipart/form-data` body with the fields in the given order and the file last, as S3 demands.
 *
 * Built by hand because FormData takes a file only as a Blob, that is from memory.
 */
export function multipartBody(
  fields: readonly (readonly [name: string, value: string])[],
  file: UploadSource,
): MultipartBody {
  const boundary = `vestnik-${systemRandom.bytes(16).toString('hex')}`;
  const texts = fields.map(([name, value]) => part(boundary, `name="${quoted(name)}"`, '', value));
  const type = `Content-Type: ${file.contentType ?? 'application/octet-stream'}\r\n`;
  const head = Buffer.from(
    texts.join('') + part(boundary, `name="file"; filename="${quoted(file.name)}"`, type, '').slice(0, -2),
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    headers: {
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'Content-Length': String(head.length + file.size + tail.length),
    },
    stream: Readable.from(pieces(head, file, tail), { objectMode: false }),
  };
}

async function* pieces(head: Buffer, file: UploadSource, tail: Buffer): AsyncGenerator<Buffer> {
  yield head;
  let size = 0;
  for await (const piece of file.content as AsyncIterable<Buffer | string>) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    size += bytes.length;
    if (size > file.size)
      throw new UploadSourceFailed(`The file is longer than the ${file.size} bytes it was said to have.`);
    yield bytes;
  }
  if (size < file.size) throw new UploadSourceFailed(`The file has ${size} bytes instead of ${file.size}.`);
  yield tail;
}

const part = (boundary: string, disposition: string, headers: string, value: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${headers}\r\n${value}\r\n`;

/** As browsers do it (WHATWG, multipart/form-data encoding). */
const quoted = (text: string): string =>
  text.replace(
    /["\r\n]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
