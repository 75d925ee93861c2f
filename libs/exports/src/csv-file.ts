import { type Cell, isInstant } from './domain/cell.js';
import { CSV_MARK, csvLine } from './domain/csv-line.js';
import {
  type FileWriter,
  type Piece,
  shownCell,
  type TableColumn,
  type TableLook,
  type WriterState,
} from './file-writer.js';
import { NO_FIGURES } from './zip.js';

/** CSV as Excel of a Russian locale opens it: UTF-8 with its mark, semicolons, CRLF, nothing that it would compute. */
export class CsvFile implements FileWriter {
  constructor(private readonly look: TableLook) {}

  start(): Promise<Piece> {
    const heading = csvLine(this.look.columns.map((column) => headingOf(column, this.look)));
    return Promise.resolve({ bytes: Buffer.from(CSV_MARK + heading), state: { ...NO_FIGURES, rows: 0 } });
  }

  add(state: WriterState, rows: readonly (readonly Cell[])[]): Promise<Piece> {
    const { columns } = this.look;
    const lines = rows.map((row) => csvLine(columns.map((column, at) => this.text(row[at] ?? null, column))));
    return Promise.resolve({
      bytes: Buffer.from(lines.join('')),
      state: { ...state, rows: state.rows + rows.length },
    });
  }

  finish(): Promise<{ readonly head: Buffer; readonly tail: Buffer }> {
    return Promise.resolve({ head: Buffer.alloc(0), tail: Buffer.alloc(0) });
  }

  private text(cell: Cell, column: TableColumn): string {
    const { language, clock } = this.look;
    if (isInstant(cell)) return clock.shown(cell.atMs, language);
    return String(shownCell(cell, column, language) ?? '');
  }
}

/** Columns of moments say in whose time. */
export function headingOf(column: TableColumn, { language, clock }: TableLook): string {
  return column.heading[language].replace('{zone}', clock.timeZone);
}
