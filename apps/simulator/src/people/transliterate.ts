const LATIN: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm',
  н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sch',
  ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
}; // prettier-ignore

/** Lower-case Latin letters for a Russian word, as in an account name; what is neither letter nor digit is dropped. */
export function transliterate(word: string): string {
  let latin = '';
  for (const letter of word.toLowerCase()) latin += LATIN[letter] ?? (/[a-z0-9]/.test(letter) ? letter : '');
  return latin;
}
