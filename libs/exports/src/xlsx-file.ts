import { type Cell, isInstant } from './domain/cell.js';
import { type SheetCell, sheetRow } from './domain/sheet-xml.js';
import { sheetEnd, sheetPath, sheetStart, workbookParts } from './domain/workbook-parts.js';
import { headingOf } from './csv-file.js';
import {
  type FileWriter,
  type Piece,
  shownCell,
  type TableColumn,
  type TableLook,
  type WriterState,
} from './file-writer.js';
import { directory, localHeader, MAX_MEMBER_BYTES, NO_FIGURES, packed, type ZipMember } from './zip.js';

/** A sheet that stands before the table and is small: notes, a summary. */
export interface NoteSheet {
  readonly name: string;
  readonly widths: readonly number[];
  readonly rows: readonly (readonly SheetCell[])[];
}

export interface XlsxOptions {
  /** Name of the table's sheet; at most 31 characters. */
  readonly sheetName: string;
  readonly notes?: readonly NoteSheet[];
}

/**
 * A workbook whose last sheet is the table. Rows are packed as they come and never looked at again; the header of their
 * member, which names its sizes, is made at the end and put before them, so readers need nothing but the plain format.
 */
export class XlsxFile implements FileWriter {
  constructor(
    private readonly look: TableLook,
    private readonly options: XlsxOptions,
  ) {}

  async start(): Promise<Piece> {
    const { columns } = this.look;
    const heading = columns.map((column): SheetCell => ({
      value: headingOf(column, this.look),
      style: 'heading',
    }));
    const widths = columns.map(({ width }) => width);
    const opening = sheetStart(widths, { hasHeading: true }) + sheetRow(heading, 1);
    return this.piece({ ...NO_FIGURES, rows: 0 }, opening, 0);
  }

  async add(state: WriterState, rows: readonly (readonly Cell[])[]): Promise<Piece> {
    const { columns } = this.look;
    const xml = rows.map((row, index) =>
      sheetRow(
        columns.map((column, at) => this.cell(row[at] ?? null, column)),
        // The heading is the first row.
        state.rows + index + 2,
      ),
    );
    return this.piece(state, xml.join(''), rows.length);
  }

  async finish(state: WriterState): Promise<{ readonly head: Buffer; readonly tail: Buffer }> {
    const filtered = { columns: this.look.columns.length, rows: state.rows + 1 };
    const { bytes: last, figures } = await packed(state, Buffer.from(sheetEnd(filtered)), 'last');
    const members: ZipMember[] = [];
    const before: Buffer[] = [];
    let offset = 0;
    for (const { name, xml } of this.smallParts()) {
      const part = await packed(NO_FIGURES, Buffer.from(xml), 'last');
      const member = { name, offset, ...part.figures };
      const header = localHeader(member);
      members.push(member);
      before.push(header, part.bytes);
      offset += header.length + part.bytes.length;
    }
    const table = { name: sheetPath(this.notes.length + 1), offset, ...figures };
    return {
      head: Buffer.concat([...before, localHeader(table)]),
      tail: Buffer.concat([last, directory([...members, table])]),
    };
  }

  private get notes(): readonly NoteSheet[] {
    return this.options.notes ?? [];
  }

  private smallParts(): { readonly name: string; readonly xml: string }[] {
    const names = [...this.notes.map(({ name }) => name), this.options.sheetName];
    const notes = this.notes.map(({ widths, rows }, index) => ({
      name: sheetPath(index + 1),
      xml:
        sheetStart(widths, { hasHeading: false }) +
        rows.map((row, at) => sheetRow(row, at + 1)).join('') +
        sheetEnd(null),
    }));
    return [...workbookParts(names, this.look.language), ...notes];
  }

  private async piece(state: WriterState, xml: string, rows: number): Promise<Piece> {
    const { bytes, figures } = await packed(state, Buffer.from(xml), 'inside');
    if (figures.size > MAX_MEMBER_BYTES) throw new RangeError('The sheet has more than 4 GB.');
    return { bytes, state: { ...figures, rows: state.rows + rows } };
  }

  private cell(cell: Cell, column: TableColumn): SheetCell {
    const { language, clock } = this.look;
    if (isInstant(cell)) return { value: clock.serial(cell.atMs), style: 'instant' };
    return { value: shownCell(cell, column, language) };
  }
}
