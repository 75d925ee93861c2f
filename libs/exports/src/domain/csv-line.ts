import { neutralised } from './safe-text.js';

/** Excel of a Russian locale splits at semicolons, and takes UTF-8 for what it is only after this mark. */
export const CSV_MARK = '\uFEFF';

/** One line of a CSV file: every cell quoted, semicolons between, CRLF at the end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${neutralised(cell).replaceAll('"', '""')}"`).join(';')}\r\n`;
}
