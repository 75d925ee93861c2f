/** What a spreadsheet may take for a formula: the first character decides, its full-width forms and controls included. */
const FORMULA_START = /^[=+\-@＝＋－＠\t\r\n\0]/;

/** A text that no spreadsheet computes: one that could be is shown with an apostrophe before it (OWASP, CSV injection). */
export function neutralised(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}
