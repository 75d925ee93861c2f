import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLine } from './csv-line.js';
import { neutralised } from './safe-text.js';

describe('a line of CSV', () => {
  it.each(['=1+1', '+7 900', '-1', '@sum', '\tx', '\rx', '\nx', '\0x', '＝1', '＠x'])(
    'does not let a spreadsheet compute %j',
    (text) => {
      expect(csvLine([text])).toBe(`"'${text}"\r\n`);
    },
  );

  it('quotes everything and doubles quotes', () => {
    expect(csvLine(['Анна', 'ООО "Рога; копыта"', ''])).toBe('"Анна";"ООО ""Рога; копыта""";""\r\n');
  });

  it('reads back as what was written, neutralised, whatever it is', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const file = rows.map(csvLine).join('');
        const read: string[][] = parse(file, { delimiter: ';', relax_column_count: true });
        expect(read).toEqual(rows.map((row) => row.map(neutralised)));
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\0]/);
      }),
      { numRuns: 300 },
    );
  });
});
