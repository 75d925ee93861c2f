import { type ProblemKind, say } from './problem-kind.js';
import { FILE_USERS_RU } from './russian-words.js';

/** What templates and files are refused for: a part of `PROBLEMS`. */
export const CONTENT_PROBLEMS: Readonly<Record<string, ProblemKind>> = {
  template_name_taken: {
    status: 409,
    title: { en: 'Name is taken', ru: 'Название занято' },
    detailRu: () => 'Так уже называется другой шаблон.',
  },
  template_built_in: {
    status: 409,
    title: { en: 'Template of the product', ru: 'Шаблон из поставки' },
    detailRu: () =>
      'Этот шаблон входит в поставку, удалить его нельзя. Измените его или верните исходный: POST …/reset.',
  },
  template_not_built_in: {
    status: 409,
    title: { en: 'Not a template of the product', ru: 'Шаблон не из поставки' },
    detailRu: () => 'Этот шаблон написан у вас, исходного текста у него нет. Прежние версии: GET …/versions.',
  },
  file_too_large: {
    status: 413,
    title: { en: 'File too large', ru: 'Слишком большой файл' },
    detailRu: ({ max_bytes }) =>
      `Файл может занимать не больше ${say(max_bytes)} байт. Уменьшите его или дайте в тексте ссылку.`,
  },
  file_empty: {
    status: 422,
    title: { en: 'Empty file', ru: 'Пустой файл' },
    detailRu: () => 'Файл пуст, или у него нет имени. Выберите другой.',
  },
  file_type_refused: {
    status: 422,
    title: { en: 'Type of file refused', ru: 'Такие файлы не принимаются' },
    detailRu: ({ extension, why, allowed }) =>
      why === 'content'
        ? `Содержимое файла не соответствует расширению «${say(extension)}».`
        : `Файлы с расширением «${say(extension)}» не принимаются. Принимаются: ${[allowed].flat().map(say).join(', ')}.`,
  },
  file_storage_full: {
    status: 507,
    title: { en: 'No room for files', ru: 'Нет места для файлов' },
    detailRu: ({ used_bytes, max_bytes }) =>
      `Файлы уже занимают ${say(used_bytes)} из ${say(max_bytes)} байт, этот не помещается. Удалите ненужные (список: ` +
      'GET /v1/files, удаление: DELETE /v1/files/{id}) или попросите администратора увеличить VESTNIK_FILE_STORAGE_MB.',
  },
  file_in_use: {
    status: 409,
    title: { en: 'File in use', ru: 'Файл используется' },
    detailRu: ({ used_by }) =>
      `Файл приложен к ${FILE_USERS_RU[say(used_by)] ?? 'сообщению'}. Сначала уберите его оттуда; у отправленного он остаётся.`,
  },
};
