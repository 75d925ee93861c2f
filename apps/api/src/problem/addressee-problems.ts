import { type ProblemKind, say } from './problem-kind.js';
import { LIST_RU, NESTING_RU, notWritableRu } from './russian-words.js';

/** What an audience, a list or a target of chats may be refused with. */
export const ADDRESSEE_PROBLEMS = {
  unknown_tag: {
    status: 422,
    title: { en: 'Unknown tag', ru: 'Неизвестный тег' },
    detailRu: () => 'Запрос не прошёл проверку.',
  },
  unknown_person: {
    status: 422,
    title: { en: 'Unknown person', ru: 'Неизвестный сотрудник' },
    detailRu: () => 'Запрос не прошёл проверку.',
  },
  unknown_chat: {
    status: 422,
    title: { en: 'Unknown chat', ru: 'Неизвестный чат' },
    detailRu: () => 'Запрос не прошёл проверку.',
  },
  chat_not_writable: {
    status: 409,
    title: { en: 'Chat cannot be posted into', ru: 'В чат не написать' },
    detailRu: ({ chats }) => notWritableRu(chats),
  },
  audience_unresolved: {
    status: 422,
    title: { en: 'Audience cannot be resolved', ru: 'Аудиторию не собрать' },
    detailRu: () => 'Аудитория называет то, чего нет.',
  },
  audience_nesting: {
    status: 422,
    title: { en: 'Audiences name one another', ru: 'Аудитории ссылаются друг на друга' },
    detailRu: ({ why }) => NESTING_RU[say(why)] ?? 'Сохранённые аудитории вложены слишком сложно.',
  },
  audience_name_taken: {
    status: 409,
    title: { en: 'Name is taken', ru: 'Название занято' },
    detailRu: () => 'Так уже называется другая сохранённая аудитория.',
  },
  audience_in_use: {
    status: 409,
    title: { en: 'Audience is in use', ru: 'Аудитория используется' },
    detailRu: ({ count }) =>
      `На аудиторию ссылаются: ${say(count)}. Кто именно, сказано в used_by; сначала измените их.`,
  },
  audience_is_limit: {
    status: 403,
    title: { en: 'A key is limited to it', ru: 'Ею ограничен ключ' },
    detailRu: () =>
      'Этой аудиторией, или другой, что на неё ссылается, ограничен ключ: менять её может только ключ с правом ' +
      '«api_keys:write», сам ничем не ограниченный. Сохраните другую аудиторию или обратитесь к администратору.',
  },
  audience_kind: {
    status: 409,
    title: { en: 'Another kind of audience', ru: 'Аудитория другого вида' },
    detailRu: ({ type }) =>
      type === 'rules'
        ? 'Эта аудитория задана правилами: меняйте их через PATCH. Состав есть только у списка.'
        : 'Эта аудитория — список: у неё состав, а не правила.',
  },
  list_unreadable: {
    status: 422,
    title: { en: 'List cannot be read', ru: 'Список не прочитать' },
    detailRu: ({ why }) => LIST_RU[say(why)] ?? 'Список не прочитать.',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
