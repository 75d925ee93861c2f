/** Postgres keeps no zero bytes in text, so nothing that it holds can match one. */
export const storable = (text: string): string => text.replaceAll('\u0000', '\ufffd');

/**
 * The words of a search, each of which must be found somewhere in a name, in any order; folded as the names are in SQL:
 * lower case, ё as е, since half of all people write it so.
 */
export function nameWords(text: string): string[] {
  const folded = storable(text).toLowerCase().replaceAll('ё', 'е');
  return folded.split(/\s+/u).filter((word) => word !== '');
}
