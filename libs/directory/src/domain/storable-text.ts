const REPLACEMENT = '\uFFFD';

/**
 * The text with what Postgres cannot store, NUL and halves of surrogate pairs, replaced by U+FFFD. One odd name in the
 * messenger must not fail every sync, nor an odd search the request.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', REPLACEMENT).replace(/\p{Surrogate}/gu, REPLACEMENT);
}

/** The same for a field that may be missing; blank counts as missing, since the messenger uses both for "none". */
export function storableField(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : storableText(text);
}
