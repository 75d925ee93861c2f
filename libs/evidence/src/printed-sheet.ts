import { printable } from './domain/printable.js';
import type { EvidenceSheet } from './evidence.service.js';
import { type Printed, ROW_WIDTHS, RowPrinter, strong } from './printed-rows.js';
import { factsOf, type SheetFact, type SheetLook } from './sheet-facts.js';
import { PRINT_WORDS, SHEET_WORDS } from './sheet-words.js';

/** Name of the look of tables: functions, which only the thread that prints can have. */
const TIGHT = 'tight';

/** In points, not `*`: a column of that kind grows with its longest word, an address say, and out of the page. */
const FACT_WIDTHS = [150, 622] as const;

/** A sheet laid out but for its pages: plain data that a thread can be given. */
export interface PrintedSheet {
  readonly title: string;
  readonly content: readonly Printed[];
  /** Stands on each page, so that none can be put to another sheet. */
  readonly footer: string;
  readonly page: { readonly word: string; readonly of: string; readonly language: string };
}

/** The sheet as it is printed: what it is not, the facts, then the recipients. */
export function printedSheet(sheet: EvidenceSheet, look: SheetLook): PrintedSheet {
  const [words, print] = [SHEET_WORDS[look.language], PRINT_WORDS[look.language]];
  const rows = new RowPrinter(look);
  const people = { text: `${words.people} (${look.timeZone})`, bold: true, colSpan: ROW_WIDTHS.length };
  return {
    title: words.title,
    content: [
      { ...strong(words.title), fontSize: 15 },
      { ...table(['*'], [[strong(words.notice)]]), margin: [0, 3, 0, 6] },
      table(FACT_WIDTHS, factsOf(sheet, look).map(fact)),
      { text: print.signs, fontSize: 6, margin: [0, 3, 0, 8] },
      table(ROW_WIDTHS, [
        [people, ...ROW_WIDTHS.slice(1).map(() => '')],
        rows.heading(),
        ...sheet.rows.map((row, at) => rows.cells(row, at + 1)),
      ]),
    ],
    footer: `${words.title} · ${words.head}: ${sheet.head} · ${print.notSignature}`,
    page: { word: print.page, of: print.of, language: look.language },
  };
}

function fact({ label, value, isText }: SheetFact): Printed[] {
  const shade = isText === true && { fillColor: '#f5f5f5' };
  return [strong(label), { text: printable(value), preserveLeadingSpaces: true, ...shade }];
}

/** Two rows of headings stand on each page of the table of recipients, and never without one below them. */
function table(
  widths: readonly (number | '*')[],
  body: readonly (readonly Printed[])[],
): { readonly table: object; readonly layout: string } {
  const headings = widths === ROW_WIDTHS && { headerRows: 2, keepWithHeaderRows: 1, dontBreakRows: true };
  return { table: { widths, body, ...headings }, layout: TIGHT };
}
