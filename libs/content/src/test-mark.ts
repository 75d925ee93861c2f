import { MAX_MESSAGE_BYTES } from './template-engine.js';

const MARK = /^\[(?:Тест|Test)\]/;

/**
 * A text with the mark of a test before it, in the language of the text: whoever gets it must not take it for the
 * announcement.
 *
 * @returns `null`: with the mark it would be longer than the messenger takes
 */
export function asTest(text: string): string | null {
  const mark = /\p{Script=Cyrillic}/u.test(text) ? '[Тест]' : '[Test]';
  // On the line of a fence it would take the fence its meaning.
  const marked = `${mark}${text.startsWith('```') ? '\n' : ' '}${text}`;
  return Buffer.byteLength(marked) <= MAX_MESSAGE_BYTES ? marked : null;
}

/** Whether a text begins as tests do. Authors may begin theirs so, too: no proof by itself. */
export function looksLikeTest(text: string): boolean {
  return MARK.test(text);
}
