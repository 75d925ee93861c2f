/** Names in one digest; how many more there are is said by their number. */
export const MAX_DIGEST_NAMES = 50;

/** A name that fills the screen tells no more than its beginning. */
const MAX_NAME = 100;

/**
 * A text with names below it, one a line, as many as fit, and a number for the rest.
 *
 * @param names escaped already; the first of `total`
 * @param maxBytes what the messenger takes; the text itself fits
 */
export function digestText(
  text: string,
  { names, total }: { readonly names: readonly string[]; readonly total: number },
  maxBytes: number,
): string {
  let shown = names.slice(0, MAX_DIGEST_NAMES);
  for (;;) {
    const lines = shown.map((name) => `— ${shortened(name)}`);
    const more = total - shown.length;
    const whole = [text, '', ...lines, ...(more > 0 ? [`… +${String(more)}`] : [])].join('\n');
    if (Buffer.byteLength(whole) <= maxBytes || shown.length === 0) return whole;
    shown = shown.slice(0, -1);
  }
}

/** By whole characters. */
const BEGINNING = new RegExp(`^.{${String(MAX_NAME - 1)}}(?=..)`, 'su');

function shortened(name: string): string {
  const [beginning] = BEGINNING.exec(name) ?? [];
  return beginning === undefined ? name : `${beginning}…`;
}
