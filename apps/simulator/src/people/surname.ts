/**
 * The feminine form of a Russian surname given in the masculine one: Иванов → Иванова, Вишневский → Вишневская,
 * Белый → Белая, Толстой → Толстая. Ткаченко, Савчук, Черных are the same for everybody.
 */
export function feminineSurname(masculine: string): string {
  if (/(ск|цк)ий$/.test(masculine)) return masculine.replace(/ий$/, 'ая');
  if (/(ый|ой)$/.test(masculine)) return masculine.replace(/(ый|ой)$/, 'ая');
  if (/(ов|ев|ёв|ин|ын)$/.test(masculine)) return `${masculine}а`;
  return masculine;
}
