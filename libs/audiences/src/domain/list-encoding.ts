/** How the bytes of a list were read. */
export type ListEncoding = 'utf-8' | 'windows-1251';

export type DecodedList =
  | { readonly encoding: ListEncoding; readonly text: string }
  /** Not read: what it seems to be, for people. */
  | { readonly encoding: null; readonly seemsToBe: 'utf-16' | 'double_encoded' | 'binary' | 'unknown' };

/**
 * The text of a list from its bytes: UTF-8, with or without a mark, or what Russian Excel writes, windows-1251.
 *
 * Everything else is refused by name rather than guessed: a name read in the wrong encoding is found in no directory,
 * and a list of a thousand "not found" hides what is wrong.
 */
export function decodeList(bytes: Uint8Array): DecodedList {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]))
    return { encoding: null, seemsToBe: 'utf-16' };
  const utf8 = decoded(bytes, 'utf-8');
  if (utf8 !== null) {
    if (isBinary(utf8)) return { encoding: null, seemsToBe: 'binary' };
    return isDoubleEncoded(utf8)
      ? { encoding: null, seemsToBe: 'double_encoded' }
      : { encoding: 'utf-8', text: utf8 };
  }
  const cyrillic = decoded(bytes, 'windows-1251') ?? '';
  if (isBinary(cyrillic)) return { encoding: null, seemsToBe: 'binary' };
  return looksRussian(cyrillic)
    ? { encoding: 'windows-1251', text: cyrillic }
    : { encoding: null, seemsToBe: 'unknown' };
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, n) => bytes[n] === byte);
}

/** `null` where the bytes are none of that encoding; a mark at the beginning is dropped. */
function decoded(bytes: Uint8Array, encoding: ListEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Control characters that no list has; NUL alone is told row by row. */
function isBinary(text: string): boolean {
  const controls = text.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f\u007f]/g)?.length ?? 0;
  return controls > 0 && controls * 100 > text.length;
}

const RUSSIAN = /[А-Яа-яЁё№«»—–…“”„’‑\u00a0]/gu;

/** KOI8-R and cp866 read as windows-1251 are full of other letters, or of capitals within words. */
function looksRussian(text: string): boolean {
  const foreign = text.match(/[^\u0000-\u007f]/gu)?.length ?? 0;
  const russian = text.match(RUSSIAN)?.length ?? 0;
  const words = text.match(/[А-Яа-яЁё]{3,}/gu) ?? [];
  const inverted = words.filter((word) => /^[а-яё][А-ЯЁ]+$/u.test(word)).length;
  return russian * 10 >= foreign * 9 && inverted * 2 <= words.length;
}

/** UTF-8 that was taken for windows-1251 once and saved again: «РђРЅРЅР°» for «Анна». */
function isDoubleEncoded(text: string): boolean {
  const sample = text.slice(0, 20_000);
  if (!/[РС][\u0400-\u040f\u0450-\u045f\u00a0-\u00bf\u2010-\u2122]/u.test(sample)) return false;
  const bytes: number[] = [];
  for (const character of sample.slice(0, sample.lastIndexOf('\n') + 1 || undefined)) {
    const code = character.codePointAt(0) ?? 0;
    const byte = code < 0x80 ? code : BYTES_OF_1251.get(character);
    if (byte === undefined) return false;
    bytes.push(byte);
  }
  const once = decoded(Uint8Array.from(bytes), 'utf-8');
  return once !== null && /[А-Яа-яЁё]/u.test(once);
}

const BYTES_OF_1251: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 128 }, (_, n) => n + 128).map((byte) => [
    new TextDecoder('windows-1251').decode(Uint8Array.of(byte)),
    byte,
  ]),
);
