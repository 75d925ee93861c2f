import type { ErrorDetail } from '#lib/kernel';
import type { Language } from './language.js';

type Params = Readonly<Record<string, unknown>>;
type Sentence = (params: Params) => string;

const list = (value: unknown): string => [value].flat().map(String).join(', ');

/** Sentences for single places of a request, by the code of the place. */
const DETAIL_TEXTS: Readonly<Record<string, Readonly<Record<Language, Sentence>>>> = {
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
    en: ({ allowed }) => `must be one of: ${list(allowed)}.`,
    ru: ({ allowed }) => `одно из: ${list(allowed)}.`,
  },
  unknown_field: {
    en: ({ known }) => (isNone(known) ? FIELDLESS.en : `is not a field here. Known: ${list(known)}.`),
    ru: ({ known }) => (isNone(known) ? FIELDLESS.ru : `такого поля здесь нет. Есть: ${list(known)}.`),
  },
  unknown_parameter: {
    en: ({ known }) => (isNone(known) ? PARAMETERLESS.en : `is not known here. Known: ${list(known)}.`),
    ru: ({ known }) => (isNone(known) ? PARAMETERLESS.ru : `здесь неизвестен. Есть: ${list(known)}.`),
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
    en: ({ allowed }) => `must have exactly one of: ${list(allowed)}.`,
    ru: ({ allowed }) => `нужно ровно одно из: ${list(allowed)}.`,
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

const isNone = (known: unknown): boolean => [known].flat().length === 0;

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

/** Sentences for places whose English ones the libs bring along, by the error's code and the place's. */
const RUSSIAN_TEXTS: Readonly<Record<string, Sentence>> = {
  'validation_failed.field_of_person': ({ fields }) =>
    `у чата много читателей, а поля ${list(fields)} — одного человека. Уберите их из текста.`,
  'validation_failed.answer_in_chat': () =>
    'в чате кнопка может только открыть страницу: ответ даёт один человек. Отправьте это людям.',
  'validation_failed.reaction_in_chat': () =>
    'в чате реакция ничего не подтверждает: реагировать пришлось бы каждому. Отправьте это людям.',
  'validation_failed.wrong_reaction': () => 'один эмодзи, например 👍, имя вида :logo: или «any».',
  'validation_failed.ramp_in_chat': () => 'постепенный запуск — для людей, у чата нет первых получателей.',
  'validation_failed.late_joiners_in_chat': () =>
    'присоединяются люди; кто войдёт в чат позже, найдёт сообщение там.',
  'validation_failed.join_after_expiry': () =>
    'expires_at наступит раньше: кто присоединится позже, сообщения не получит.',
  'unknown_chat.unknown_chat': ({ chat_ids }) =>
    `в справочнике нет чата ${list(chat_ids)}. Список: GET /v1/directory/chats; добавьте бота в чат и обновите справочник.`,
  'validation_failed.digest_about_everyone': () =>
    'сообщение руководителям — о тех, кто не прочитал или не подтвердил.',
  'validation_failed.digest_without_text': () =>
    'сообщению руководителям нужен свой текст: имена будут под ним.',
  'validation_failed.task_without_text': () =>
    'задаче нужен свой текст: её читают в списке задач, вдали от сообщения.',
  'validation_failed.more_than_text': () => 'в задаче есть только текст: без кнопок, файлов и реакций.',
  'validation_failed.task_without_deadline': () => 'срок задачи — срок плана: укажите deadline_at.',
  'validation_failed.task_scope_missing': ({ scope }) =>
    `у бота нет права ${String(scope)}. Добавьте его в мессенджере и проверьте бота заново.`,
  'validation_failed.reply_to_managers': () =>
    'сообщение руководителям не может быть ответом: сообщение рассылки у руководителя — его собственное.',
  'validation_failed.answer_in_digest': () =>
    'сообщение руководителям не просит ответа: он засчитался бы как их собственный.',
  'validation_failed.unknown_property': () =>
    'такого дополнительного поля в пространстве нет. Список: GET /v1/directory/properties.',
  'validation_failed.repeated_person': () => 'руководитель этого сотрудника уже назван выше.',
  'validation_failed.in_the_past': () => 'должно быть в будущем.',
  'validation_failed.out_of_order': () =>
    'каждая ступень должна быть позже предыдущей для каждого, когда бы он ни получил сообщение.',
  'validation_failed.too_late': ({ max_days }) => `не позже чем через ${String(max_days)} дней.`,
  'validation_failed.limit_not_held': ({ limit }) =>
    `ваш ключ сам ограничен (${String(limit)}): дать больше, чем есть у него, нельзя.`,
  'validation_failed.scope_not_held': ({ scope }) => `у вашего ключа самого нет права «${String(scope)}».`,
  'validation_failed.unknown_sender': () => 'такого отправителя нет. Список: GET /v1/senders.',
  'validation_failed.wrong_type': () => 'не того типа.',
  'validation_failed.unknown_field': ({ known }) =>
    isNone(known) ? 'такого поля здесь нет.' : `такого поля здесь нет. Есть: ${list(known)}.`,
  'validation_failed.not_allowed': ({ allowed }) => `одно из: ${list(allowed)}.`,
  'validation_failed.required': () => 'обязательно.',
  'validation_failed.blank': () => 'не должно быть пустым.',
  'validation_failed.too_few': ({ min }) => `не меньше ${String(min)} элементов.`,
  'validation_failed.too_many': ({ max }) => `не больше ${String(max)} элементов.`,
  'validation_failed.not_https': () =>
    'нужен полный адрес, который начинается с https://, без имени и пароля внутри.',
  'validation_failed.repeated_value': ({ value }) =>
    `две кнопки значат «${String(value)}»: нажатия на них не различить.`,
  'validation_failed.reserved_value': ({ value }) =>
    `«${String(value)}» означает ознакомление. Возьмите кнопку типа ack или другое значение.`,
  'validation_failed.wrong_value': () => 'одно слово из букв, цифр и знаков «_», «.», «:», «-».',
  'validation_failed.too_long': ({ max }) => `не длиннее ${String(max)} символов.`,
  'validation_failed.one_selector': ({ allowed }) => `должно содержать ровно одно из: ${list(allowed)}.`,
  'validation_failed.unknown_time_zone': () => 'такого часового пояса нет. Пример: Europe/Moscow.',
  'validation_failed.not_with_freq': ({ freq }) => `не бывает вместе с freq «${String(freq)}».`,
  'validation_failed.wrong_local_time': () =>
    'нужно местное время без зоны: 10:00, а с датой 2026-11-24T10:00.',
  'validation_failed.wrong_date': () => 'нужна дата, например 2026-11-23.',
  'validation_failed.break_too_long': ({ max_days }) =>
    `выходных подряд было бы больше ${String(max_days)}: переносить на рабочий день некуда.`,
  'validation_failed.before_anchor': () => 'не раньше anchor_date.',
  'validation_failed.day_or_nth': () => 'нужно либо day, либо nth и weekday.',
  'validation_failed.wrong_cron': () => 'нужно выражение cron из пяти полей, например 30 9 * * 1-5.',
  'validation_failed.too_often': ({ max }) => `называет больше ${String(max)} сроков в час.`,
  'validation_failed.no_occurrence': () => 'впереди нет ни одного срока.',
  'validation_failed.after_expiry': () =>
    'expires_at рассылки наступит раньше: сообщение никто бы не получил.',
  'validation_failed.late_joiners_once': () =>
    'late_joiners — для рассылки, которая отправляется один раз: иначе выпуск был бы открыт, когда придёт срок следующего.',
  'validation_failed.after_open_until': () =>
    'late_joiners.open_until рассылки наступит раньше: никто бы не присоединился.',
  'validation_failed.late_joiners_frozen': () =>
    'late_joiners добавляет тех, кто придёт позже, а с frozen сообщение получат только подтверждённые. Уберите что-то одно.',
  'validation_failed.frozen_in_chat': () =>
    'чаты у рассылки и так каждый раз одни и те же: frozen — только для рассылки людям.',
  'validation_failed.wrong_id': ({ prefix }) => `идентификатор начинается с «${String(prefix)}_».`,
  'validation_failed.unknown_file': () => 'такого файла нет. Список: GET /v1/files.',
  'validation_failed.repeated_file': () => 'этот файл уже приложен.',
  'validation_failed.unknown_person': ({ id }) =>
    `сотрудника ${String(id)} в справочнике нет. Найти: GET /v1/directory/users.`,
  'validation_failed.suspended': ({ id }) => `сотрудник ${String(id)} приостановлен в мессенджере.`,
  'validation_failed.bot': ({ id }) => `${String(id)} — это бот.`,
  ...underEach(['unknown_tag', 'unknown_person', 'audience_unresolved'], {
    unknown_tag: ({ tag }) => `тега «${String(tag)}» в справочнике нет.`,
    unknown_person: ({ id }) => `сотрудника ${String(id)} в справочнике нет.`,
    unknown_department: ({ department }) => `в отделе «${String(department)}» никого нет.`,
    unknown_title: ({ title }) => `должности «${String(title)}» ни у кого нет.`,
    unknown_property: ({ name, value }) =>
      `значения «${String(value)}» в поле «${String(name)}» ни у кого нет.`,
    unknown_chat: ({ chat }) => `чата ${String(chat)} нет, или бот его не видит.`,
    unknown_audience: ({ audience }) => `сохранённой аудитории ${String(audience)} нет.`,
    unknown_run: ({ run }) => `выпуска ${String(run)} нет.`,
  }),
  'template_error.syntax': ({ line, column }) =>
    `не разобрать (строка ${String(line)}, столбец ${String(column)}).`,
  'template_error.unknown_field': ({ line, column, field }) =>
    `поля «${String(field)}» нет (строка ${String(line)}, столбец ${String(column)}).`,
  'template_error.too_long': ({ bytes, max }) =>
    `занимает ${String(bytes)} байт, мессенджер принимает ${String(max)}; русская буква занимает два.`,
  'template_error.blank': () => 'не должно быть пустым.',
  'template_error.broken_characters': () => 'содержит NUL или половину символа. Вставьте текст заново.',
  'template_error.direction_mark': ({ line, column }) =>
    `содержит знак, который поворачивает текст (строка ${String(line)}, столбец ${String(column)}). Удалите его.`,
  'template_error.unknown_mention': ({ line, column, name }) =>
    `в справочнике нет человека с именем «${String(name)}» (строка ${String(line)}, столбец ${String(column)}).`,
  'template_error.ambiguous_mention': ({ line, column, name, count }) =>
    `имя «${String(name)}» носят ${String(count)} человек (строка ${String(line)}, столбец ${String(column)}). Укажите одного: <@id>.`,
  'template_error.too_expensive': () => 'слишком сложно для подстановки. Упростите текст.',
};

/** Places that may be told under any of these codes. */
function underEach(
  errorCodes: readonly string[],
  sentences: Readonly<Record<string, Sentence>>,
): Readonly<Record<string, Sentence>> {
  return Object.fromEntries(
    errorCodes.flatMap((code) =>
      Object.entries(sentences).map(([place, sentence]) => [`${code}.${place}`, sentence]),
    ),
  );
}

/** A place with its English sentence, for problems that are found here and not in a lib. */
export function detailAt(where: Omit<ErrorDetail, 'detail'>): ErrorDetail {
  return { ...where, detail: ownSentence(where, 'en') ?? `${placeOf(where)} is not valid (${where.code}).` };
}

/** The place in the words of `language`; in English where there is no translation. */
export function localDetail(errorCode: string, detail: ErrorDetail, language: Language): ErrorDetail {
  if (language === 'en') return detail;
  // The same code may mean something more special in a lib: only a sentence that was made here is ours to translate.
  const isOwn = detail.detail === ownSentence(detail, 'en');
  const libSentence = RUSSIAN_TEXTS[`${errorCode}.${detail.code}`];
  if (isOwn) return { ...detail, detail: ownSentence(detail, language) ?? detail.detail };
  if (libSentence === undefined) return detail;
  return { ...detail, detail: `${placeOf(detail)}: ${libSentence(detail.params ?? {})}` };
}

/** Several places as one text, each with its name, the first few of many. */
export function summaryOf(details: readonly ErrorDetail[], language: Language): string {
  const shown = details.slice(0, MAX_SUMMARISED).map((detail) => {
    const place = placeOf(detail);
    return detail.detail.startsWith(place) ? detail.detail : `${place}: ${detail.detail}`;
  });
  const rest = details.length - shown.length;
  if (rest > 0) shown.push(language === 'ru' ? `И ещё ${rest}.` : `And ${rest} more.`);
  return shown.join(' ');
}

const MAX_SUMMARISED = 5;

function ownSentence(where: Omit<ErrorDetail, 'detail'>, language: Language): string | null {
  const sentence = DETAIL_TEXTS[where.code]?.[language];
  if (sentence === undefined) return null;
  return `${placeOf(where)}${language === 'ru' ? ':' : ''} ${sentence(where.params ?? {})}`;
}

/** `«content.template»` for a pointer, `«limit»` for a parameter. */
function placeOf({ pointer, parameter }: Omit<ErrorDetail, 'detail'>): string {
  if (parameter !== undefined) return `«${parameter}»`;
  const path = decodeURIComponent(pointer ?? '')
    .replace(/^#\//, '')
    .replaceAll('/', '.');
  return path === '' || path === '#' ? '«body»' : `«${path}»`;
}
