import { parse } from 'csv-parse';
import { decodeList, type ListEncoding } from './domain/list-encoding.js';
import { ListUnreadableError } from './domain/list.errors.js';
import { type ColumnMapping, type ColumnPlan, planColumns } from './domain/list-columns.js';
import { type ListRow, readRow } from './domain/list-row.js';

/** What a list may be at most. */
export const LIST_LIMITS = {
  rows: 100_000,
  bytes: 5 * 1_024 * 1_024,
  /** Characters of a line; a quote that is never closed would swallow the rest. */
  line: 20_000,
} as const;

const DELIMITERS = [';', ',', '\t'] as const;

/** What was made of a list's bytes. */
export interface ReadList {
  readonly encoding: ListEncoding;
  readonly delimiter: string;
  readonly columns: ColumnPlan;
  /** In the order of the list, from row 1, a heading not counted. */
  readonly rows: readonly ListRow[];
}

/**
 * Reads a list that was pasted or exported: encoding, delimiter and columns are found out, every row is kept.
 *
 * @throws ListUnreadableError
 */
export async function readCsvList(bytes: Uint8Array, mapping: ColumnMapping): Promise<ReadList> {
  const decoded = decodeList(bytes);
  if (decoded.encoding === null)
    throw new ListUnreadableError('encoding_unknown', { seems_to_be: decoded.seemsToBe });
  const delimiter = delimiterOf(decoded.text);
  let columns: ColumnPlan | null = null;
  const rows: ListRow[] = [];
  for await (const cells of records(decoded.text, delimiter)) {
    if (columns === null) {
      columns = planColumns(cells, mapping);
      if (columns.kind === 'missing')
        throw new ListUnreadableError('column_missing', {
          column: columns.column,
          known: cells.slice(0, 50),
        });
      if (columns.kind === 'mapped' && columns.hasHeading) continue;
    }
    if (rows.length === LIST_LIMITS.rows)
      throw new ListUnreadableError('too_many_rows', { max: LIST_LIMITS.rows });
    rows.push(readRow(cells, columns));
  }
  if (columns === null) throw new ListUnreadableError('list_empty', {});
  refuseBlankList(rows);
  return { encoding: decoded.encoding, delimiter, columns, rows };
}

/** A list of nothing but blank rows is as empty as a file without any. @throws ListUnreadableError */
export function refuseBlankList(rows: readonly ListRow[]): void {
  if (rows.every((row) => 'code' in row && row.code === 'blank'))
    throw new ListUnreadableError('list_empty', {});
}

async function* records(text: string, delimiter: string): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    // «ООО "Ромашка"» without quotes around it is text, not a mistake.
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LIST_LIMITS.line,
  });
  parser.end(text);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield cells;
  } catch (error) {
    throw new ListUnreadableError('not_csv', { line: lineOf(error) });
  }
}

function lineOf(error: unknown): number | null {
  return error instanceof Error && 'lines' in error && typeof error.lines === 'number' ? error.lines : null;
}

/** The one that occurs most in the first lines. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n/, 20).join('\n');
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: lines.split(delimiter).length - 1 }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}
