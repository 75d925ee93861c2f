/** Whatever starts a new line or jumps: in a name it becomes one space, or a name could write lines of its own. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;

/**
 * Characters that a value may not bring along: control characters, format characters (which turn the direction of text
 * or have no width), letters that are drawn as nothing, halves of surrogate pairs, and the codes that mark values below.
 * With them a name could look like another.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0\uFDD0-\uFDEF]/gu;

/** Everything that the messenger's inline markup gives a meaning (its guide «Markdown»), and the backslash itself. */
const MARKUP = /[\\*_~`[\]<]/g;

/**
 * A value of a person's data as it may stand in a message: it shows as it is, and never as markup or as a mention.
 *
 * `@` becomes the full-width ＠, which reads the same and mentions nobody: nobody may be able to call everybody by
 * choosing a name such as `@all`.
 */
export function escapeValue(value: string): string {
  return value
    .replace(BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(MARKUP, String.raw`\$&`)
    .replaceAll('@', '＠');
}

/** One spelling of line ends, so that equal texts are equal, and no marks without width. */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(ZERO_WIDTH, '');
}

/**
 * Marks that nobody sees and that make equal words unequal: to a search, to a guard against repeating, to a reader of
 * «@all». The joiner stays inside of an emoji, and the non-joiner where letters of a script ask for it.
 */
const ZERO_WIDTH =
  /[\u200B\u2060\uFEFF\u180E\u00AD]|(?<![\p{Extended_Pictographic}\uFE0F\p{Emoji_Modifier}])\u200D|(?<!\p{Script=Arabic}|\p{Script=Devanagari})\u200C/gu;

/** Where the first mark without width stands that `normaliseText` takes away; -1: there is none. */
export function zeroWidthAt(text: string): number {
  return text.search(ZERO_WIDTH);
}

/** Where the first mark stands that turns the direction of what follows; -1: there is none. */
export function directionMarkAt(text: string): number {
  return text.search(/[\u202A-\u202E\u2066-\u2069]/u);
}

/**
 * NUL, which Postgres cannot store, halves of surrogate pairs, which are no text, and the codes U+FDD0 to U+FDEF, which
 * Unicode keeps for a program's own use and by which values are marked here.
 */
export function hasBrokenCharacters(text: string): boolean {
  return /[\0\p{Cs}\uFDD0-\uFDEF]/u.test(text);
}

/** Whether a reader would see nothing. */
export function isBlank(text: string): boolean {
  return text.replace(INVISIBLE, '').trim() === '';
}
