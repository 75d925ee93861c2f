import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/config';
import { Database, type Tx } from '#lib/database';
import { type ErrorDetail, newUuid, publicId } from '#lib/kernel';
import { beginsAs, extensionOf, isText, isTextType, typeOf } from './domain/file-kind.js';
import { cleanFileName } from './domain/file-name.js';
import {
  FileEmptyError,
  FileInUseError,
  FileNotFoundError,
  FileStorageFullError,
  FileTooLargeError,
  FileTypeRefusedError,
} from './domain/file.errors.js';
import { lockStore, storedBytes } from './file-storage.queries.js';
import {
  appendChunk,
  beginFile,
  endFile,
  type FileCursor,
  keepFiles,
  lockFile,
  removeFile,
  removeHalfDone,
  selectChunk,
  selectFile,
  selectFiles,
  type StoredFile,
  userOf,
  wantTwin,
} from './files.queries.js';
import { pieces } from './pieces.js';

/** Largest file, in bytes. */
export const MAX_FILE_BYTES = 10 * 1_024 * 1_024;
/** Of the rows that hold the bytes. */
const CHUNK_BYTES = 256 * 1_024;

/** What somebody brings. */
export interface FileUpload {
  /** As it was given; it is cleaned. */
  readonly name: string;
  /** Read once, piece by piece. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Public id of who brings it. */
  readonly by: string;
}

/** A file all of whose bytes have come. */
interface WholeFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** Files that messages carry. */
@Injectable()
export class Files {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'files'>,
    private readonly database: Database,
  ) {}

  /**
   * Stores a file while it comes, holding no more than a piece of it. The same bytes under the same name are one file.
   *
   * @returns `isNew: false`: it was there already
   * @throws FileEmptyError, FileTypeRefusedError, FileTooLargeError, FileStorageFullError; nothing is kept then
   */
  async store(upload: FileUpload): Promise<{ readonly file: StoredFile; readonly isNew: boolean }> {
    const name = cleanFileName(upload.name);
    if (name === null) throw new FileEmptyError();
    const extension = extensionOf(name);
    const type = typeOf(extension);
    if (type === null) throw new FileTypeRefusedError(extension, 'extension');
    const tx = this.database.client;
    await removeHalfDone(tx);
    const id = newUuid();
    await beginFile(tx, { id, name, createdBy: upload.by, ...type });
    try {
      const whole = await this.write(id, extension, upload.content);
      const twin = await this.database.transaction((own) => this.keep(own, { id, name, ...whole }));
      return { file: twin ?? (await this.get(id)), isNew: twin === null };
    } catch (error) {
      await removeFile(tx, id);
      throw error;
    }
  }

  /** @throws FileNotFoundError */
  async get(id: string): Promise<StoredFile> {
    const file = await selectFile(this.database.client, id);
    if (file === null) throw new FileNotFoundError();
    return file;
  }

  /** Newest first. @param page.limit 1 to 200 */
  async list(page: {
    readonly after: FileCursor | null;
    readonly limit: number;
  }): Promise<{ readonly files: readonly StoredFile[]; readonly next: FileCursor | null }> {
    const rows = await selectFiles(this.database.client, { ...page, limit: page.limit + 1 });
    const files = rows.slice(0, page.limit);
    const last = files.at(-1);
    const hasMore = rows.length > page.limit && last !== undefined;
    return { files, next: hasMore ? { createdAt: last.createdAt, id: last.id } : null };
  }

  /** The bytes, read from the database as somebody takes them. */
  content(id: string): Readable {
    return Readable.from(this.chunks(id), { objectMode: false });
  }

  /**
   * @param tx a transaction
   * @throws FileNotFoundError, FileInUseError
   */
  async delete(tx: Tx, id: string): Promise<void> {
    if (!(await lockFile(tx, id))) throw new FileNotFoundError();
    const by = await userOf(tx, id);
    if (by !== null) throw new FileInUseError(by);
    await removeFile(tx, id);
  }

  /**
   * What is wrong with the files of a content, each by its place. Those that exist stay until the transaction ends.
   *
   * @param tx the transaction that writes the content
   */
  async problems(tx: Tx, ids: readonly string[]): Promise<ErrorDetail[]> {
    if (ids.length === 0) return [];
    const known = await keepFiles(tx, ids);
    return ids.flatMap((id, place) => {
      if (known.has(id)) return [];
      const detail = `There is no file ${publicId('file', id)}. GET /v1/files lists them.`;
      return [{ pointer: `#/content/files/${place}`, code: 'unknown_file', detail }];
    });
  }

  /** Bytes of all files together, and how many they may have. */
  async storage(tx: Tx = this.database.client): Promise<{ usedBytes: number; maxBytes: number }> {
    return { usedBytes: await storedBytes(tx), maxBytes: this.config.files.maxBytes };
  }

  /** @returns the same file, if it was there already; `null`: this one is kept */
  private async keep(tx: Tx, { id, name, ...whole }: WholeFile): Promise<StoredFile | null> {
    await lockStore(tx);
    const twin = await wantTwin(tx, { name, sha256: whole.sha256 });
    if (twin !== null) {
      await removeFile(tx, id);
      return twin;
    }
    const storage = await this.storage(tx);
    if (storage.usedBytes + whole.size > storage.maxBytes) throw new FileStorageFullError(storage);
    await endFile(tx, id, whole);
    return null;
  }

  private async *chunks(id: string): AsyncGenerator<Uint8Array> {
    for (let number = 0; ; number += 1) {
      const bytes = await selectChunk(this.database.client, id, number);
      if (bytes === null) return;
      yield bytes;
    }
  }

  private async write(
    id: string,
    extension: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly size: number; readonly sha256: string }> {
    const hash = createHash('sha256');
    let [size, number] = [0, 0];
    for await (const piece of pieces(content, CHUNK_BYTES)) {
      size += piece.length;
      if (size > MAX_FILE_BYTES) throw new FileTooLargeError(MAX_FILE_BYTES);
      const isRight = number > 0 || beginsAs(extension, piece);
      if (!isRight || (isTextType(extension) && !isText(piece)))
        throw new FileTypeRefusedError(extension, 'content');
      hash.update(piece);
      await appendChunk(this.database.client, id, number, piece);
      number += 1;
    }
    if (size === 0) throw new FileEmptyError();
    return { size, sha256: hash.digest('hex') };
  }
}
