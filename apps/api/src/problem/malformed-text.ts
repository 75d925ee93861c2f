import type { Malformed } from './edge-errors.js';
import { say } from './problem-kind.js';

const MALFORMED_RU: Readonly<Record<Malformed, string>> = {
  not_json: 'Тело запроса — не JSON.',
  forbidden_member: 'В теле запроса есть поле, которое не принимается нигде, например __proto__.',
  not_http:
    'Это не запрос HTTP. Буквы не из ASCII в адресе пишутся как %XX; `curl -G --data-urlencode` делает это сам.',
  address: 'Адрес не разобрать: после % в нём должны стоять две шестнадцатеричные цифры UTF-8.',
  not_one_file: 'В теле должна быть одна часть с именем «file» и именем файла, и больше ничего.',
  file_broke_off: 'Файл оборвался. Отправьте его ещё раз.',
  other: 'Запрос составлен с ошибкой: его не удалось прочитать.',
};

export function malformedRu({ reason, line, column }: Readonly<Record<string, unknown>>): string {
  const text = Object.entries(MALFORMED_RU).find(([known]) => known === reason)?.[1] ?? MALFORMED_RU.other;
  return line === undefined ? text : `${text} Ошибка в строке ${say(line)}, символ ${say(column)}.`;
}
