import type { Cell } from './domain/cell.js';
import { LocalClock } from './domain/local-clock.js';
import { JsonFile } from './json-file.js';

const file = new JsonFile(
  {
    language: 'ru',
    clock: new LocalClock('Asia/Omsk'),
    columns: [
      { key: 'name', heading: { ru: '', en: '' }, width: 1 },
      { key: 'at', heading: { ru: '', en: '' }, width: 1 },
    ],
  },
  { object: 'export' },
);

async function documentOf(...pieces: Cell[][][]): Promise<unknown> {
  let { bytes, state } = await file.start();
  for (const rows of pieces) {
    const piece = await file.add(state, rows);
    bytes = Buffer.concat([bytes, piece.bytes]);
    state = piece.state;
  }
  const { head, tail } = await file.finish();
  return JSON.parse(Buffer.concat([head, bytes, tail]).toString());
}

describe('a JSON file', () => {
  it('is one document, whatever its pieces', async () => {
    const data = [
      { name: '=x', at: '1970-01-01T06:00:00.000+06:00' },
      { name: null, at: null },
    ];
    const rows: Cell[][] = [
      ['=x', { atMs: 0 }],
      [null, null],
    ];
    expect(await documentOf(rows)).toEqual({ object: 'export', data });
    expect(await documentOf([], rows.slice(0, 1), rows.slice(1))).toEqual({ object: 'export', data });
    expect(await documentOf()).toEqual({ object: 'export', data: [] });
  });
});
