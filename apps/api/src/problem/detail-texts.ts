import type { Language } from './language.js';
import { isNone, listed, type Sentence } from './sentence.js';

/** Sentences for single places of a request that are found here and not in a lib, by the code of the place. */
export const DETAIL_TEXTS: Readonly<Record<string, Readonly<Record<Language, Sentence>>>> = {
  required: { en: () => 'is required.', ru: () => 'обязательно.' },
  wrong_type: {
    en: ({ expected }) => `must be ${EXPECTED_EN[String(expected)] ?? String(expected)}.`,
    ru: ({ expected }) => `нужно другое: ${EXPECTED_RU[String(expected)] ?? String(expected)}.`,
  },
  too_long: {
    en: ({ max }) => `may have ${String(max)} characters at most.`,
    ru: ({ max }) => `не длиннее ${String(max)} символов.`,
  },
  too_short: {
    en: ({ min }) => `must have ${String(min)} character${min === 1 ? '' : 's'} at least.`,
    ru: ({ min }) => `не короче ${String(min)} символов.`,
  },
  blank: { en: () => 'must not be blank.', ru: () => 'не должно быть пустым.' },
  out_of_range: {
    en: ({ min, max }) => `must be between ${String(min)} and ${String(max)}.`,
    ru: ({ min, max }) => `от ${String(min)} до ${String(max)}.`,
  },
  too_many: {
    en: ({ max }) => `may have ${String(max)} entries at most.`,
    ru: ({ max }) => `не больше ${String(max)} элементов.`,
  },
  repeated: { en: () => 'must name each only once.', ru: () => 'повторы не нужны.' },
  too_few: {
    en: ({ min }) => (min === 1 ? 'must not be empty.' : `must have ${String(min)} entries at least.`),
    ru: ({ min }) => (min === 1 ? 'не должно быть пустым.' : `не меньше ${String(min)} элементов.`),
  },
  not_allowed: {
    en: ({ allowed }) => `must be one of: ${listed(allowed)}.`,
    ru: ({ allowed }) => `одно из: ${listed(allowed)}.`,
  },
  unknown_field: {
    en: ({ known }) => (isNone(known) ? FIELDLESS.en : `is not a field here. Known: ${listed(known)}.`),
    ru: ({ known }) => (isNone(known) ? FIELDLESS.ru : `такого поля здесь нет. Есть: ${listed(known)}.`),
  },
  unknown_parameter: {
    en: ({ known }) => (isNone(known) ? PARAMETERLESS.en : `is not known here. Known: ${listed(known)}.`),
    ru: ({ known }) => (isNone(known) ? PARAMETERLESS.ru : `здесь неизвестен. Есть: ${listed(known)}.`),
  },
  repeated_parameter: { en: () => 'may be given only once.', ru: () => 'можно указать только один раз.' },
  unusable_text: {
    en: () => 'holds characters that cannot be stored (NUL or half of a surrogate pair).',
    ru: () => 'содержит символы, которые нельзя сохранить (NUL или половину суррогатной пары).',
  },
  unusable_token: {
    en: () => 'is not a token: tokens are printable ASCII without spaces.',
    ru: () => 'это не токен: токен состоит из печатных символов ASCII без пробелов.',
  },
  forbidden_name: {
    en: () => 'is a name that is refused everywhere.',
    ru: () => 'такое имя не принимается нигде.',
  },
  too_deep: {
    en: ({ max }) => `is nested deeper than ${String(max)} levels.`,
    ru: ({ max }) => `вложено глубже ${String(max)} уровней.`,
  },
  me_is_nobody: {
    en: () =>
      'says «me», and an API key is nobody of the messenger. Give your id: GET /v1/directory/users finds it.',
    ru: () =>
      '«me» — это вы, но ключ API не связан с сотрудником мессенджера. Укажите свой id: GET /v1/directory/users.',
  },
  one_of: {
    en: ({ allowed }) => `must have exactly one of: ${listed(allowed)}.`,
    ru: ({ allowed }) => `нужно ровно одно из: ${listed(allowed)}.`,
  },
  rung_time: {
    en: () => 'must have one of these: after_hours, after_working_hours, on_day together with at.',
    ru: () => 'нужно что-то одно: after_hours, after_working_hours или on_day вместе с at.',
  },
  working_day: {
    en: ({ max_days }) =>
      `must be later than working_from in the same day, and after_working_hours ${String(max_days)} such days at most.`,
    ru: ({ max_days }) =>
      `должно быть позже working_from того же дня, а after_working_hours — не больше ${String(max_days)} таких дней.`,
  },
  agreement_missing: {
    en: () =>
      'is required, or expected_recipients: POST …/check gives both. It says which text to which people you mean.',
    ru: () =>
      'нужен он или expected_recipients: оба даёт POST …/check. Так видно, какой текст и скольким людям вы хотите отправить.',
  },
  unknown_confirm_token: {
    en: () => 'is not the confirm_token of a check of this campaign. POST …/check gives one.',
    ru: () => 'это не confirm_token проверки этой рассылки. Его даёт POST …/check.',
  },
  nobody_here: {
    en: () => 'is nobody of the directory. GET /v1/directory/users finds people.',
    ru: () => 'такого сотрудника в справочнике нет. Найти: GET /v1/directory/users.',
  },
  not_with_frozen: {
    en: () => 'does not go with "frozen": nobody else can come to get it.',
    ru: () => 'не задаётся вместе с frozen: никто другой сообщение и не получит.',
  },
  needs_scheduled: {
    en: () => 'belongs to a change of what is scheduled; a draft is agreed to when it is sent.',
    ru: () => 'задаётся при изменении запланированной рассылки; черновик подтверждают при отправке.',
  },
  needs_send: {
    en: () => 'belongs to {"send": true} only.',
    ru: () => 'задаётся только вместе с {"send": true}.',
  },
  wrong_id: {
    en: ({ prefix }) => `is not such an id: it begins with «${String(prefix)}_».`,
    ru: ({ prefix }) => `это не такой идентификатор: он начинается с «${String(prefix)}_».`,
  },
  wrong_date: {
    en: () => 'must be a day such as 2026-11-23.',
    ru: () => 'нужна дата, например 2026-11-23.',
  },
  too_long_period: {
    en: ({ max }) => `must lie within ${String(max)} days of «from», and not before it.`,
    ru: ({ max }) => `не раньше «from» и не дальше ${String(max)} дней от него.`,
  },
  unknown_time_zone: {
    en: () => 'is no IANA time zone, such as Europe/Moscow.',
    ru: () => 'такого часового пояса нет. Пример: Europe/Moscow.',
  },
  unknown_file: {
    en: () => 'is not a file here. POST /v1/files brings one, GET /v1/files lists them.',
    ru: () => 'такого файла нет. Загрузить: POST /v1/files, список: GET /v1/files.',
  },
  chats_only: {
    en: () => 'belongs to the target «chat» only.',
    ru: () => 'задаётся только для цели «chat».',
  },
  pinned_twice: {
    en: () => 'does not go with pin_until: say until when, or for how long.',
    ru: () => 'не задаётся вместе с pin_until: укажите либо срок, либо длительность.',
  },
  threads_only: {
    en: () => 'belongs to the target «thread» only.',
    ru: () => 'задаётся только для цели «thread».',
  },
  pin_in_thread: {
    en: () => 'belongs to the target «chat» only: what a pin in a thread does, the messenger does not say.',
    ru: () =>
      'задаётся только для цели «chat»: что значит закрепить сообщение в треде, мессенджер не описывает.',
  },
  threads_missing: {
    en: () => 'is required, or message_ids: of which threads, or below which messages.',
    ru: () => 'нужно указать thread_ids или message_ids: в какие треды или под какими сообщениями писать.',
  },
  audience_of_chat: {
    en: () => 'must be absent (in a patch null): who is in the chats gets it.',
    ru: () => 'не указывается (в PATCH — null): сообщение увидят участники чатов.',
  },
  unknown_sender: {
    en: () => 'is not a sender here. GET /v1/senders lists them.',
    ru: () => 'такого отправителя нет. Список: GET /v1/senders.',
  },
};

const PARAMETERLESS = {
  en: 'is not known here: this address takes none.',
  ru: 'здесь неизвестен: параметров нет.',
};

const FIELDLESS = { en: 'is not a field here: the body is empty.', ru: 'такого поля нет: тело пустое.' };

const EXPECTED_EN: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  rows: 'a list of rows, each of them a list, such as [[…], […]]',
  time: 'a time of day, such as 09:30',
  instant: 'an RFC 3339 time with a zone, such as 2026-12-01T09:00:00Z',
  id: 'an id of the right kind',
  ids: 'a list of ids',
  person: 'a list of ids of people in the messenger, such as [12]',
};

const EXPECTED_RU: Readonly<Record<string, string>> = {
  string: 'строка',
  integer: 'целое число',
  boolean: 'true или false',
  object: 'объект',
  array: 'список',
  rows: 'список рядов, каждый из них — список, например [[…], […]]',
  time: 'время суток, например 09:30',
  instant: 'время по RFC 3339 с зоной, например 2026-12-01T09:00:00Z',
  id: 'идентификатор нужного вида',
  ids: 'список идентификаторов',
  person: 'список id сотрудников в мессенджере, например [12]',
};
