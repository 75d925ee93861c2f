import { storableText } from './storable-text.js';

/** More words than a name has only cost time. */
const MAX_WORDS = 8;

/**
 * The words of a search, each of which must be found somewhere in a person's names, in any order.
 *
 * Folded the same way as the names are in SQL: lower case, ё as е, since half of all people write it so.
 */
export function searchWords(text: string): string[] {
  const folded = storableText(text).toLowerCase().replaceAll('ё', 'е');
  return folded
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
}
