import { isNone, listed, type Sentence } from './sentence.js';

/** Sentences for places whose English ones the libs bring along, by the error's code and the place's. */
export const LIB_DETAIL_TEXTS: Readonly<Record<string, Sentence>> = {
  'validation_failed.field_of_person': ({ fields }) =>
    `у чата много читателей, а поля ${listed(fields)} — одного человека. Уберите их из текста.`,
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
    `в справочнике нет чата ${listed(chat_ids)}. Список: GET /v1/directory/chats; добавьте бота в чат и обновите справочник.`,
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
    isNone(known) ? 'такого поля здесь нет.' : `такого поля здесь нет. Есть: ${listed(known)}.`,
  'validation_failed.not_allowed': ({ allowed }) => `одно из: ${listed(allowed)}.`,
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
  'validation_failed.one_selector': ({ allowed }) => `должно содержать ровно одно из: ${listed(allowed)}.`,
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
