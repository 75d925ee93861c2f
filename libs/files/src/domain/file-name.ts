/** Longest name of a file, in characters. */
export const MAX_FILE_NAME = 150;

/**
 * The name that readers see: without a path, control characters, marks without width or with a direction of their own
 * («gnp.exe» shown as «exe.png»), and without the dots and spaces around it that some systems drop.
 *
 * @returns `null`: nothing is left of it
 */
export function cleanFileName(given: string): string | null {
  const own = given.split(/[/\\]/).at(-1) ?? '';
  const clean = own
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffd]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (clean === '') return null;
  const [, stem = clean, extension = ''] = /^(.*?)(\.[^.]{1,10})?$/u.exec(clean) ?? [];
  return (
    Array.from(stem)
      .slice(0, MAX_FILE_NAME - extension.length)
      .join('') + extension
  );
}
