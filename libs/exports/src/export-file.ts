import { publicId } from '#lib/kernel';
import { CsvFile } from './csv-file.js';
import type { ExportFormat } from './domain/export-rules.js';
import { LocalClock } from './domain/local-clock.js';
import type { ExportRow } from './exports.queries.js';
import type { FileWriter } from './file-writer.js';
import { JsonFile } from './json-file.js';
import { RECIPIENT_COLUMNS } from './recipient-columns.js';
import { XlsxFile } from './xlsx-file.js';

const SHEET_NAMES = { ru: 'Получатели', en: 'Recipients' } as const;

/** Who writes the file of an export. */
export function writerOf(row: ExportRow): FileWriter {
  const { language, timeZone, format } = row;
  const look = { columns: RECIPIENT_COLUMNS, language, clock: new LocalClock(timeZone) };
  switch (format) {
    case 'csv':
      return new CsvFile(look);
    case 'xlsx':
      return new XlsxFile(look, { sheetName: SHEET_NAMES[language] });
    case 'json':
      return new JsonFile(look, {
        object: 'export',
        kind: row.kind,
        campaign_id: publicId('cmp', row.campaignId),
        run_id: publicId('run', row.runId),
        time_zone: timeZone,
        requested_at: look.clock.rfc3339(row.requestedAt.getTime()),
      });
  }
}

/** A workbook is an archive; the others are kept packed, at a tenth of their size. */
export function isPackedAlready(format: ExportFormat): boolean {
  return format === 'xlsx';
}
