import { decodeList } from './list-encoding.js';

const NAMES = 'Имя;Почта\nАнна Смирнова;anna@example.com\nФёдор Щукин;fedor@example.com\n';

/** Bytes of a single-byte encoding. */
function inEncoding(text: string, encoding: string): Uint8Array {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from(Array.from(text), (character) => table.get(character) ?? 0x3f);
}
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the encoding of a list', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', utf8(NAMES), 'utf-8'],
    ['UTF-8 with a mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8(NAMES)]), 'utf-8'],
    ['windows-1251', inEncoding(NAMES, 'windows-1251'), 'windows-1251'],
    ['plain ASCII', utf8('12\n34'), 'utf-8'],
  ])('is found out: %s', (_name, bytes, encoding) => {
    const text = encoding === 'utf-8' && bytes.length < 10 ? '12\n34' : NAMES;
    expect(decodeList(bytes)).toEqual({ encoding, text });
  });

  it.each<[string, Uint8Array, string]>([
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x10, 0x04]), 'utf-16'],
    ['KOI8-R', inEncoding(NAMES, 'koi8-r'), 'unknown'],
    ['cp866', inEncoding(NAMES, 'ibm866'), 'unknown'],
    [
      'UTF-8 taken for windows-1251',
      utf8(new TextDecoder('windows-1251').decode(utf8(NAMES))),
      'double_encoded',
    ],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5, 6, 7, 8]), 'binary'],
  ])('is refused by name: %s', (_name, bytes, seemsToBe) => {
    expect(decodeList(bytes)).toEqual({ encoding: null, seemsToBe });
  });
});
