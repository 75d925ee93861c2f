import { inflateSync } from 'node:zlib';

/** The words of a PDF as pdfkit writes it, page after page: glyphs, read back by the tables that its fonts carry. */
export function textOf(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = '', font = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [, table = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font)?.head ?? '') ?? [];
      fonts.set(name, glyphsOf(objects.get(table)?.stream ?? ''));
    }
  }
  return [...objects.values()].map(({ stream }) => shownIn(stream, fonts)).join('\n');
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = found.index + found[0].length;
    const head = text.slice(from, text.indexOf('endobj', from)).split('stream\n')[0] ?? '';
    const start = from + head.length + 'stream\n'.length;
    const isText = head.includes('/FlateDecode') && !head.includes('/Length1') && !head.includes('/Subtype');
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const stream = isText ? inflateSync(pdf.subarray(start, start + length)).toString('latin1') : '';
    objects.set(found[1] ?? '', { head, stream });
  }
  return objects;
}

/** By the hexadecimal number of the glyph. */
function glyphsOf(table: string): ReadonlyMap<string, string> {
  const glyphs = new Map<string, string>();
  for (const [, from = '', list = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    for (const [at, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
      const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? [];
      const glyph = (Number.parseInt(from, 16) + at).toString(16).padStart(4, '0');
      glyphs.set(glyph, String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))));
    }
  }
  return glyphs;
}

function shownIn(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> | undefined;
  let text = '';
  for (const [, name, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name);
    for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/gi))
      for (const glyph of hex.toLowerCase().match(/.{4}/g) ?? []) text += font?.get(glyph) ?? '?';
    if (shown !== undefined) text += ' ';
  }
  return text;
}
