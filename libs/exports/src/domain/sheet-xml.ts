import { neutralised } from './safe-text.js';

/** How a cell looks; the numbers are places in the style table of `workbook-parts.ts`. */
export const CELL_STYLES = { plain: 0, heading: 1, instant: 2, wrapped: 3, title: 4 } as const;
export type CellStyle = keyof typeof CELL_STYLES;

/** A cell of a sheet. */
export interface SheetCell {
  /** A number is a number; an instant is one, too, with its style. `null`: nothing. */
  readonly value: string | number | null;
  readonly style?: CellStyle;
}

/** Rows of a sheet, its heading included: the format ends there (ECMA-376; Excel). */
export const MAX_SHEET_ROWS = 1_048_576;
/** Characters of a cell; Excel calls a file with more of them broken. */
const MAX_CELL_CHARACTERS = 32_767;

/** One row; `number` counts from 1. Texts are written into the cell itself, so nothing has to be remembered for the end. */
export function sheetRow(cells: readonly SheetCell[], number: number): string {
  const row = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${number}`)).join('');
  return `<row r="${number}">${row}</row>`;
}

function cellXml({ value, style = 'plain' }: SheetCell, place: string): string {
  if (value === null || value === '') return '';
  const look = style === 'plain' ? '' : ` s="${CELL_STYLES[style]}"`;
  if (typeof value === 'number') return `<c r="${place}"${look}><v>${value}</v></c>`;
  const text = xmlText(neutralised(value));
  return `<c r="${place}"${look} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** A, B … Z, AA, AB … */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}

/** What XML 1.0 cannot hold. */
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as XML can hold it: what it cannot is replaced by `�`, and `_x0041_`, which spreadsheets decode, is kept as it is. */
export function xmlText(text: string): string {
  return text
    .slice(0, MAX_CELL_CHARACTERS)
    .toWellFormed()
    .replace(NOT_XML, '\uFFFD')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll('\r', '&#13;');
}
