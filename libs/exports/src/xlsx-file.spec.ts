import fc from 'fast-check';
import { expectWellFormed, membersOf } from './archive.fixture.js';
import type { Cell } from './domain/cell.js';
import { LocalClock } from './domain/local-clock.js';
import { columnName } from './domain/sheet-xml.js';
import type { TableLook, WriterState } from './file-writer.js';
import { XlsxFile } from './xlsx-file.js';

const look: TableLook = {
  language: 'ru',
  clock: new LocalClock('Europe/Moscow'),
  columns: [
    { key: 'name', heading: { ru: 'Имя', en: 'Name' }, width: 20 },
    { key: 'at', heading: { ru: 'Когда ({zone})', en: 'When ({zone})' }, width: 20 },
    {
      key: 'state',
      heading: { ru: 'Что', en: 'What' },
      width: 9,
      words: { sent: { ru: 'ушло', en: 'sent' } },
    },
  ],
};

/** The file of these pieces of rows, each made by a writer of its own from nothing but the state of the one before. */
async function fileOf(pieces: readonly (readonly (readonly Cell[])[])[]): Promise<Buffer> {
  const writer = (): XlsxFile => new XlsxFile(look, { sheetName: 'Получатели' });
  const begun = await writer().start();
  const parts = [begun.bytes];
  let state = begun.state;
  for (const rows of pieces) {
    const kept = JSON.parse(JSON.stringify(state)) as WriterState;
    const piece = await writer().add(kept, rows);
    parts.push(piece.bytes);
    state = piece.state;
  }
  const { head, tail } = await writer().finish(state);
  return Buffer.concat([head, ...parts, tail]);
}

const SHEET = 'xl/worksheets/sheet1.xml';

describe('a workbook that is made piece by piece', () => {
  it('is an archive of well-formed parts, every one of them declared', async () => {
    const members = membersOf(await fileOf([[['Анна', { atMs: 0 }, 'sent']], []]));
    for (const xml of Object.values(members)) expectWellFormed(xml);
    const declared = [...(members['[Content_Types].xml'] ?? '').matchAll(/PartName="\/([^"]+)"/g)];
    expect(declared.map(([, name]) => name)).toEqual(['xl/workbook.xml', 'xl/styles.xml', SHEET]);
    expect(members['xl/workbook.xml']).toContain('<sheet name="Получатели" sheetId="1" r:id="rId1"/>');
  });

  it('says everything in words of the language, moments as numbers by the local clock', async () => {
    const atMs = Date.parse('2026-11-22T09:00:00Z');
    const xml = membersOf(await fileOf([[['=1+1', { atMs }, 'sent']], [[null, null, true]]]))[SHEET];
    expect(xml).toContain('>Когда (Europe/Moscow)<');
    expect(xml).toContain(`<c r="A2" t="inlineStr"><is><t xml:space="preserve">'=1+1</t></is></c>`);
    expect(xml).toContain('<c r="B2" s="2"><v>46348.5</v></c>');
    expect(xml).toContain('>ушло<');
    expect(xml).toContain(
      '<row r="3"><c r="C3" t="inlineStr"><is><t xml:space="preserve">да</t></is></c></row>',
    );
    expect(xml).toContain('<autoFilter ref="A1:C3"/>');
  });

  it('is the same sheet however its rows were split, and holds any text', async () => {
    const row = fc.tuple(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.integer({ min: 0, max: 4e12 }).map((atMs) => ({ atMs })),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(row, { maxLength: 4 }), { maxLength: 5 }), async (pieces) => {
        const [split, whole] = [await fileOf(pieces), await fileOf([pieces.flat()])].map(membersOf);
        expect(split).toEqual(whole);
        expectWellFormed(split?.[SHEET] ?? '');
      }),
      { numRuns: 200 },
    );
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});
