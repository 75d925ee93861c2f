/**
 * Characters that a value may not bring along: control characters except line feed, marks that turn the direction of
 * text, and characters without width, with which a name could look like another.
 */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const INVISIBLE =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;
/** Everything that the messenger's inline markup gives a meaning (its guide «Markdown»), and the backslash itself. */
const MARKUP = /[\\*_~`[\]<]/g;

/**
 * A value of a person's data as it may stand in a message: it shows as it is, and never as markup or as a mention.
 *
 * `@` becomes the full-width ＠, which reads the same and mentions nobody: nobody may be able to call everybody by
 * choosing a name such as `@all`.
 */
export function escapeValue(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').replace(MARKUP, '\\$&').replaceAll('@', '＠');
}

/** One spelling of line ends, so that equal texts are equal. */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** NUL, which Postgres cannot store, and halves of surrogate pairs, which are no text. */
export function hasBrokenCharacters(text: string): boolean {
  return text.includes('\u0000') || !text.isWellFormed();
}
