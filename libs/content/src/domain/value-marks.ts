const BEGIN = '\uFDD0';
const END = '\uFDD1';

/** An escaped value on its way through the template, so that it can be told from the text around it. */
export function markValue(escaped: string): string {
  return `${BEGIN}${escaped}${END}`;
}

/**
 * Takes the marks away, and what the text right before a value would do to it: in `@{{ user.first_name }}` the name would
 * choose who is mentioned, and in `\{{ user.first_name }}` the backslash would undo the escape at the value's beginning.
 * The `@` is then full-width, the backslash doubled. The rest of the text stays as its author wrote it.
 */
export function settleValues(text: string): string {
  const [first = '', ...rest] = text.split(BEGIN);
  const pieces: string[] = [];
  let before = first;
  for (const part of rest) {
    const end = part.indexOf(END);
    pieces.push(defused(before), part.slice(0, end));
    before = part.slice(end + END.length);
  }
  return [...pieces, before].join('');
}

function defused(before: string): string {
  if (before.endsWith('@')) return `${before.slice(0, -1)}＠`;
  let backslashCount = 0;
  while (before[before.length - 1 - backslashCount] === '\\') backslashCount += 1;
  return backslashCount % 2 === 1 ? `${before}\\` : before;
}
