import { DomainError } from '#lib/kernel';
import { FILE_EXTENSIONS } from './file-kind.js';

type Facts = Readonly<Record<string, unknown>>;

/** It never was, or somebody has deleted it, which only an unused file allows. HTTP 404. */
export class FileNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super('There is no such file. GET /v1/files lists them.');
  }
}

/** Its extension is not one that is taken, or it is something else than its extension says. */
export class FileTypeRefusedError extends DomainError {
  readonly code = 'file_type_refused';
  override readonly facts: Facts;

  constructor(extension: string, why: 'extension' | 'content') {
    super(
      why === 'content'
        ? `The file is not what its extension «${extension}» says. Save it as that, or give it the right one.`
        : `Files with the extension «${extension}» are not taken. Taken are: ${FILE_EXTENSIONS.join(', ')}.`,
    );
    this.facts = { extension, why, ...(why === 'extension' && { allowed: FILE_EXTENSIONS }) };
  }
}

/** It has no bytes, or no name. */
export class FileEmptyError extends DomainError {
  readonly code = 'file_empty';

  constructor() {
    super('The file is empty, or its name is. Choose another one.');
  }
}

/** More than `MAX_FILE_BYTES`; told as soon as that many have come, whatever the request announced. HTTP 413. */
export class FileTooLargeError extends DomainError {
  readonly code = 'file_too_large';
  override readonly facts: Facts;

  constructor(maxBytes: number) {
    super(`A file may have ${maxBytes} bytes at most. Make it smaller, or link to it.`);
    this.facts = { max_bytes: maxBytes };
  }
}

/** With it, all files together would have more than `maxBytes`. Nothing of it is kept. HTTP 507. */
export class FileStorageFullError extends DomainError {
  readonly code = 'file_storage_full';
  override readonly facts: Facts;

  constructor({ usedBytes, maxBytes }: { readonly usedBytes: number; readonly maxBytes: number }) {
    super(
      `Files have ${usedBytes} of ${maxBytes} bytes, and this one does not fit. DELETE /v1/files/{id} removes what is ` +
        'not needed (GET /v1/files lists them), or raise VESTNIK_FILE_STORAGE_MB.',
    );
    this.facts = { used_bytes: usedBytes, max_bytes: maxBytes };
  }
}

/** A draft, a version of a sent text, a template, a test or a plan of reminders carries it. */
export class FileInUseError extends DomainError {
  readonly code = 'file_in_use';
  override readonly facts: Facts;

  constructor(by: string) {
    super(`The file is a part of a ${by}. Take it out there first; of what was sent it stays a part.`);
    this.facts = { used_by: by };
  }
}
