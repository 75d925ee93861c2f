import { DomainError } from '#lib/kernel';
import { EXPORT_LIMITS } from './export-rules.js';

/** There is none, or it is somebody else's. */
export class ExportNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super('There is no such export, or another key asked for it.');
  }
}

/** The file cannot be fetched yet, or never will be. */
export class ExportNotReadyError extends DomainError {
  readonly code = 'export_not_ready';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(status: 'queued' | 'running' | 'failed' | 'cancelled') {
    super(
      status === 'queued' || status === 'running'
        ? 'The file is still being made. GET /v1/exports/{id} tells how far it is.'
        : `There is no file: the export has ${status === 'failed' ? 'failed' : 'been cancelled'}. Ask for another.`,
    );
    this.facts = { export_status: status };
  }
}

/** There was a file; `EXPORT_LIMITS.hours` after it was ready it is gone for good. HTTP 410. */
export class ExportExpiredError extends DomainError {
  readonly code = 'export_expired';

  constructor() {
    super(
      `The file was kept for ${EXPORT_LIMITS.hours} hours and is gone. Ask for another with POST /v1/exports.`,
    );
  }
}

/** One key may not fill the database with files. */
export class TooManyExportsError extends DomainError {
  readonly code = 'too_many_exports';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(which: 'open' | 'kept') {
    super(
      which === 'open'
        ? `${EXPORT_LIMITS.open} exports of this key are under way already. Wait for one, or cancel its operation.`
        : `This key has ${EXPORT_LIMITS.kept} files that are still kept. Each goes ${EXPORT_LIMITS.hours} hours after it was made.`,
    );
    this.facts = { which, max: EXPORT_LIMITS[which] };
  }
}
