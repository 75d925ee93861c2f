/** What the keys of a Russian keyboard write when the English layout is on, in the order of `RUSSIAN`. */
const ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбю';

const TWINS = new Map<string, string>(
  Array.from(ENGLISH, (latin, at) => [latin, RUSSIAN.charAt(at)] as const).flatMap(([latin, cyrillic]) => {
    return [[latin, cyrillic] as const, [cyrillic, latin] as const];
  }),
);

/**
 * What the same keys write in the other layout: «fyyf» is «анна», typed without a look at the screen. `null` where a
 * sign has no twin, such as a digit, or where the word mixes the alphabets: then nobody has mistaken the layout.
 *
 * @param word lower case
 */
export function keyboardTwin(word: string): string | null {
  const isLatin = /[a-z]/.test(word);
  const isCyrillic = /[а-яё]/.test(word);
  if (isLatin === isCyrillic) return null;
  let twin = '';
  for (const sign of word) {
    const other = TWINS.get(sign);
    if (other === undefined) return null;
    twin += other;
  }
  return twin;
}
