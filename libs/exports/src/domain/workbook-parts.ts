import type { ExportLanguage } from './local-clock.js';
import { columnName, xmlText } from './sheet-xml.js';

/** One file inside a workbook (ECMA-376, part 1). */
export interface WorkbookPart {
  readonly name: string;
  readonly xml: string;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Where the sheet with this number, from 1, lies. */
export const sheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`;

/** Everything of a workbook but its sheets. */
export function workbookParts(sheetNames: readonly string[], language: ExportLanguage): WorkbookPart[] {
  const numbered = sheetNames.map((name, index) => ({ name, number: index + 1 }));
  const styles = numbered.length + 1;
  return [
    {
      name: '[Content_Types].xml',
      xml:
        `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
        numbered
          .map(
            ({ number }) =>
              `<Override PartName="/${sheetPath(number)}" ContentType="${TYPE}.worksheet+xml"/>`,
          )
          .join('') +
        '</Types>',
    },
    {
      name: '_rels/.rels',
      xml:
        `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
        `<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      xml:
        `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>` +
        numbered
          .map(
            ({ name, number }) => `<sheet name="${xmlText(name)}" sheetId="${number}" r:id="rId${number}"/>`,
          )
          .join('') +
        '</sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      xml:
        `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
        numbered
          .map(
            ({ number }) =>
              `<Relationship Id="rId${number}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
          )
          .join('') +
        `<Relationship Id="rId${styles}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    },
    { name: 'xl/styles.xml', xml: stylesXml(language) },
  ];
}

/** The places of `cellXfs` are those of `CELL_STYLES`. */
function stylesXml(language: ExportLanguage): string {
  const instant = language === 'ru' ? 'dd\\.mm\\.yyyy\\ hh:mm:ss' : 'yyyy\\-mm\\-dd\\ hh:mm:ss';
  const xf = (more: string): string => `<xf borderId="0" fillId="0" xfId="0" ${more}`;
  return (
    `${HEAD}<styleSheet xmlns="${MAIN}">` +
    `<numFmts count="1"><numFmt numFmtId="164" formatCode="${instant}"/></numFmts>` +
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>' +
    '<font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="5">' +
    xf('numFmtId="0" fontId="0"/>') +
    xf('numFmtId="0" fontId="1" applyFont="1"/>') +
    xf('numFmtId="164" fontId="0" applyNumberFormat="1"/>') +
    xf('numFmtId="0" fontId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>') +
    xf('numFmtId="0" fontId="2" applyFont="1"/>') +
    '</cellXfs></styleSheet>'
  );
}

/** Everything of a sheet before its first row. @param widths of the columns, in characters */
export function sheetStart(widths: readonly number[], options: { readonly hasHeading: boolean }): string {
  const frozen = options.hasHeading
    ? '<sheetViews><sheetView workbookViewId="0">' +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    : '';
  const columns = widths
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  return `${HEAD}<worksheet xmlns="${MAIN}">${frozen}<cols>${columns}</cols><sheetData>`;
}

/** Everything after the last row. @param filtered how many columns and rows, heading included, can be filtered by hand */
export function sheetEnd(filtered: { readonly columns: number; readonly rows: number } | null): string {
  const filter =
    filtered === null ? '' : `<autoFilter ref="A1:${columnName(filtered.columns - 1)}${filtered.rows}"/>`;
  return `</sheetData>${filter}</worksheet>`;
}
