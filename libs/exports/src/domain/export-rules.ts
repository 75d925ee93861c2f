/** What can be exported. */
export const EXPORT_KINDS = ['recipients'] as const;
/** A row of every kind is one recipient of one run. */
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** `csv` and `xlsx` for people and their spreadsheets; `json` for programs: one document, the rows under `data`. */
export const EXPORT_FORMATS = ['csv', 'xlsx', 'json'] as const;
/** Also the extension of the file. `xlsx` holds 1,048,575 rows at most, so a larger export of that format fails. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Limits of exports, for the API's document and its errors. */
export const EXPORT_LIMITS = {
  /** Of one key, waiting or running. */
  open: 3,
  /** Of one key, with a file that has not expired. */
  kept: 50,
  /** For so long a file can be fetched. */
  hours: 24,
} as const;

/**
 * How an export stands, for who asked for it.
 *
 * `queued` and `running` are those of its operation; `ready`: the file can be fetched; `expired`: it could.
 */
export type ExportStatus = 'queued' | 'running' | 'ready' | 'failed' | 'cancelled' | 'expired';

/** The name under which a file is saved: nothing of it comes from a person. @param day such as 2026-11-22 */
export function exportFileName(day: string, format: ExportFormat): string {
  return `recipients-${day}.${format}`;
}
