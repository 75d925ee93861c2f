import { type Cell, isInstant } from './domain/cell.js';
import type { FileWriter, Piece, TableLook, WriterState } from './file-writer.js';
import { NO_FIGURES } from './zip.js';

/**
 * One JSON document, for programs: the facts of the export, then `data` with one object per line. Words are those of the
 * API, instants RFC 3339 with the offset of the asked zone.
 */
export class JsonFile implements FileWriter {
  /** @param facts members of the document before `data` */
  constructor(
    private readonly look: TableLook,
    private readonly facts: Readonly<Record<string, unknown>>,
  ) {}

  start(): Promise<Piece> {
    const opening = JSON.stringify(this.facts).replace(/\}$/, ',"data":[');
    return Promise.resolve({ bytes: Buffer.from(opening), state: { ...NO_FIGURES, rows: 0 } });
  }

  add(state: WriterState, rows: readonly (readonly Cell[])[]): Promise<Piece> {
    const { columns } = this.look;
    const lines = rows.map((row, index) => {
      const members = columns.map(({ key }, at) => [key, this.value(row[at] ?? null)]);
      const separator = state.rows + index === 0 ? '\n' : ',\n';
      return separator + JSON.stringify(Object.fromEntries(members));
    });
    return Promise.resolve({
      bytes: Buffer.from(lines.join('')),
      state: { ...state, rows: state.rows + rows.length },
    });
  }

  finish(): Promise<{ readonly head: Buffer; readonly tail: Buffer }> {
    return Promise.resolve({ head: Buffer.alloc(0), tail: Buffer.from('\n]}\n') });
  }

  private value(cell: Cell): string | number | boolean | null {
    return isInstant(cell) ? this.look.clock.rfc3339(cell.atMs) : cell;
  }
}
