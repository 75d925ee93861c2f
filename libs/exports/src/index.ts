export {
  ExportExpiredError,
  ExportNotFoundError,
  ExportNotReadyError,
  TooManyExportsError,
} from './domain/export.errors.js';
export {
  EXPORT_FORMATS,
  EXPORT_KINDS,
  EXPORT_LIMITS,
  type ExportFormat,
  type ExportKind,
  type ExportStatus,
} from './domain/export-rules.js';
export { EXPORT_LANGUAGES, type ExportLanguage, isTimeZone } from './domain/local-clock.js';
export { type ExportOutcome, ExportRunner } from './export-runner.js';
export {
  type Export,
  type ExportFile,
  type ExportPosition,
  type ExportRequest,
  ExportsService,
  RECIPIENTS_EXPORT,
} from './exports.service.js';
export { ExportsModule } from './exports.module.js';
