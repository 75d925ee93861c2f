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
export { type Cell, type Instant } from './domain/cell.js';
export { LocalClock } from './domain/local-clock.js';
export { type SheetCell } from './domain/sheet-xml.js';
export {
  ACK_SOURCE_WORDS,
  CHOICE_WORDS,
  EDIT_WORDS,
  READ_SOURCE_WORDS,
  REASON_WORDS,
  RECALL_WORDS,
  STATE_WORDS,
  type Worded,
} from './domain/words.js';
export { type TableColumn } from './file-writer.js';
export { type NoteSheet, XlsxFile } from './xlsx-file.js';
