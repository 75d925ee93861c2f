import { type ApiCaller, type Operation } from './api-caller.js';
import { PachcaError, type PachcaErrorKind } from './domain/pachca-error.js';
import { type UploadTicket } from './domain/service.js';
import { multipartBody, type UploadSource, UploadSourceFailed } from './http/multipart.js';

/** What a message's `files` needs to know of an uploaded file. */
export interface UploadedFile {
  readonly key: string;
  readonly name: string;
  readonly size: number;
}

const UPLOAD: Operation = { name: 'POST direct_url', cls: 'other' };

/** The store is not the messenger: its 401 or 403 is about the ticket's signature and says nothing about our token. */
const STORE_REFUSALS: ReadonlySet<PachcaErrorKind> = new Set([
  'unauthorized',
  'payment_required',
  'scope_missing',
  'forbidden',
  'not_found',
]);

export class Uploader {
  constructor(
    private readonly api: ApiCaller,
    private readonly timeoutMs: number,
  ) {}

  async upload(ticket: UploadTicket, file: UploadSource): Promise<UploadedFile> {
    checkSource(file);
    // The store would substitute, too, but not every store does, and the message needs the final key anyway.
    const key = ticket.keyTemplate.replaceAll('${filename}', () => file.name);
    const body = multipartBody([...ticket.fields, ['key', key]], file);
    const request = {
      method: 'POST' as const,
      url: ticket.directUrl,
      headers: body.headers,
      body: body.stream,
      timeoutMs: this.timeoutMs,
    };
    let sourceError: Error | null = null;
    body.stream.once('error', (error) => (sourceError = error));
    try {
      // Any 2xx: Pachca's guide to uploads says 201, its OpenAPI document 204.
      await this.api.run(UPLOAD, request, () => undefined);
      return { key, name: file.name, size: file.size };
    } catch (error) {
      throw asSourceFailure(sourceError) ?? asStoreRefusal(error);
    } finally {
      body.stream.destroy();
      file.content.destroy();
    }
  }
}

function checkSource(file: UploadSource): void {
  if (!Number.isSafeInteger(file.size) || file.size < 0)
    throw new RangeError('The size of a file must be a whole number.');
  if (file.name === '' || /[/\\\x00-\x1f\x7f]/.test(file.name)) {
    throw new RangeError('The name of a file must be non-empty, without slashes and control characters.');
  }
}

function asSourceFailure(error: Error | null): Error | null {
  if (error === null || error instanceof UploadSourceFailed) return error;
  return new UploadSourceFailed('The file could not be read.', { cause: error });
}

function asStoreRefusal(error: unknown): unknown {
  if (!(error instanceof PachcaError) || !STORE_REFUSALS.has(error.kind)) return error;
  return new PachcaError('refused', error.operation, {
    status: error.status ?? undefined,
    codes: error.codes,
  });
}
