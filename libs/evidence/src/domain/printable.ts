/**
 * What Roboto as pdfmake ships it can draw: Latin, Greek, Cyrillic, punctuation, currencies. The rest, pictures above all,
 * would come out as an empty box, all alike.
 */
const DRAWN =
  /[\n\u0020-\u007e\u00a0-\u017f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0486\u0488-\u0513\u1ea0-\u1ef9\u2000-\u200b\u2010\u2011\u2013-\u2015\u2017-\u201e\u2020-\u2022\u2025-\u2027\u2030\u2032\u2033\u2039\u203a\u20ac\u20bd\u2116\u2122\u2122\u2212\u2248\u2260\u2264\u2265]/u;

/** A text as it can be printed: what the font cannot draw stands there as its number, `[U+2705]`, so that nothing is lost. */
export function printable(text: string): string {
  return Array.from(text.replace(/\r\n?/g, '\n').replaceAll('\t', '    '), (character) =>
    DRAWN.test(character) ? character : numberOf(character),
  ).join('');
}

function numberOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `[U+${hex}]`;
}
