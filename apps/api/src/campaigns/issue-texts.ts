import type { CheckIssue } from '#lib/campaigns';
import { localDetail } from '../problem/error-detail.js';
import type { Language } from '../problem/language.js';
import { placeRu } from '../problem/russian-words.js';
import { repeatRu } from '../problem/repeat-text.js';

type Params = Readonly<Record<string, unknown>>;

/**
 * An issue in the words of `language`; in English where there is no translation. What a field or a text is refused for
 * has its words already.
 */
export function localIssue(issue: CheckIssue, language: Language): CheckIssue {
  if (language === 'en') return issue;
  const own = RUSSIAN[issue.code];
  if (own !== undefined) return { ...issue, detail: own(issue.params ?? {}) };
  const error = issue.code.startsWith('template_') ? 'template_error' : 'validation_failed';
  const code = issue.code.replace(/^template_/, '');
  return { ...issue, detail: localDetail(error, { ...issue, code }, language).detail };
}

const say = (value: unknown): string => String(value);

const RUSSIAN: Readonly<Record<string, (params: Params) => string>> = {
  audience_empty: ({ matched }) =>
    matched === 0 ? 'В аудитории никого нет.' : `Все ${say(matched)} человек аудитории исключены.`,
  audience_unresolved: () => 'В правиле названо то, чего в справочнике уже нет. Запуск будет отклонён.',
  key_limit_exceeded: ({ max, actual }) =>
    `Получателей ${say(actual)}, а вашему ключу разрешено не больше ${say(max)}. Запуск будет отклонён.`,
  recipient_limit_exceeded: ({ max, actual }) =>
    `Получателей ${say(actual)}, а max_recipients разрешает не больше ${say(max)}. Запланировать не получится.`,
  audience_not_allowed: ({ outside }) =>
    `Вне аудитории, разрешённой вашему ключу: ${say(outside)} чел. Запуск будет отклонён.`,
  unknown_chat: () =>
    'Какого-то из чатов в справочнике нет. Добавьте в него бота и обновите справочник: POST /v1/directory/sync.',
  chat_archived: (place) => placeRu(place, 'chat_archived'),
  chat_not_member: (place) => placeRu(place, 'no_access'),
  chat_read_only: (place) => placeRu(place, 'read_only'),
  chat_right_unknown: ({ chat_id }) =>
    `Чат ${say(chat_id)} — канал, и мессенджер ещё не ответил, может ли бот в него писать. Повторите проверку через несколько секунд или убедитесь, что бот там редактор.`,
  place_not_found: (place) => placeRu(place, 'not_found'),
  thread_chat_unknown: (place) => placeRu(place, 'chat_unknown'),
  thread_in_direct_chat: (place) => placeRu(place, 'direct_chat'),
  thread_message_deleted: (place) => placeRu(place, 'message_deleted'),
  thread_in_thread: (place) => placeRu(place, 'message_in_thread'),
  thread_without_message: (place) => placeRu(place, 'thread_alone'),
  thread_unreadable: (place) => placeRu(place, 'scope_missing'),
  thread_not_looked_at: (place) => placeRu(place, 'not_looked_at'),
  thread_named_twice: (place) => placeRu(place, 'named_twice'),
  chat_post_unmarked: () =>
    'У бота нет картинки, поэтому метки в сообщении не будет. Если ответ мессенджера потеряется, решать придётся человеку.',
  guests_included: ({ count }) => `Среди получателей есть гости: ${say(count)}.`,
  invited_included: ({ count }) => `Среди получателей есть те, кто не подтвердил приглашение: ${say(count)}.`,
  ramp_outside: () => 'Среди тех, кому сообщение уходит первым, есть люди вне аудитории.',
  repeat_suspected: (params) => `${repeatRu(params)} Для отправки понадобится confirm_repeat.`,
  sender_missing: () => 'Отправлять некому: добавьте бота через POST /v1/senders.',
  sender_held: () => 'Мессенджер не принимает бота. Причину покажет GET /v1/senders.',
  sender_scope_missing: ({ scope }) =>
    `У бота нет права «${say(scope)}», без него ${scope === 'views:write' ? 'форму вопроса не открыть' : 'это не отправить'}.`,
  question_needs_webhook: () =>
    'Вопрос задают через форму, а формы работают только с вебхуком: по нажатию ничего не произойдёт. Подключите вебхук (POST /v1/senders/{id}/webhook) или уберите кнопку.',
  question_webhook_untried: () =>
    'Вебхук бота ещё ничего не принёс. Проверьте, что в мессенджере указаны его адрес и событие button_click: GET /v1/senders/{id}/webhook.',
  reactions_unheard: ({ because }) =>
    `О реакциях мы не узнаем: историю событий бота не прочитать (${say(because)}), вебхука у него нет. Дайте боту право «webhooks:events:read» и включите историю с событием reaction_new либо подключите вебхук: POST /v1/senders/{id}/webhook.`,
  pin_scope_missing: ({ scope }) =>
    `У бота нет права «${say(scope)}»: сообщения уйдут, но закреплены не будут.`,
  sender_unchecked: () => 'Токен бота ещё не проверен. Отправка начнётся, когда он сработает.',
  late_joiners_over: () => 'Срок open_until прошёл: после отправки никто не присоединится.',
  campaign_expired: () => 'Срок expires_at прошёл: сообщение никто не получит.',
  expires_too_soon: () => 'При такой скорости часть людей не получит сообщение до expires_at.',
  held_for_hours: ({ count, until }) =>
    `Подождут разрешённых часов: ${say(count)} получателей, последние до ${say(until)}. Срочные рассылки не ждут.`,
  held_for_cap: ({ count }) =>
    `Свои сообщения за день уже получили ${say(count)} человек: им придёт следующим утром. Обязательные рассылки не ждут.`,
  same_day_campaigns: ({ people, most_others, most_people }) =>
    `Другие рассылки в этот день получат ${say(people)} чел. из этой аудитории; больше всего на одного — ${say(most_others)} (у ${say(most_people)} чел.).`,
  runs_wait_for_return: ({ overlap, days }) =>
    `Напоминание с when_away: hold ждёт возвращения сотрудника до ${say(days)} дней, и всё это время выпуск открыт. ${
      overlap === 'wait'
        ? 'При overlap: wait следующий выпуск подождёт, и уйдёт только последний из наступивших.'
        : 'При overlap: skip все наступившие за это время выпуски будут пропущены.'
    } Если так не нужно, задайте when_away: skip или expires_after_s: дольше этого никого не ждут.`,
  directory_stale: ({ age_s }) =>
    typeof age_s === 'number'
      ? `Справочник прочитан ${Math.round(age_s / 60)} мин назад: кто-то мог прийти или уйти.`
      : 'Справочник ещё ни разу не прочитан целиком.',
  field_missing: ({ field, count }) =>
    `У ${say(count)} получателей нет поля ${say(field)}, а запасного слова в тексте нет: | default: "…".`,
  fallback_missing: ({ field }) =>
    `Поле ${say(field)} есть не у всех. Добавьте запасное слово: {{ … | default: "…" }}.`,
  markdown_list_not_rendered: () => 'Мессенджер не знает списков: знак останется как есть.',
  markdown_heading_not_rendered: () =>
    'Мессенджер не знает заголовков: решётка останется. Возьмите **жирную** строку.',
  markdown_quote_not_rendered: () => 'Мессенджер не знает цитат: знак > останется.',
  markdown_table_not_rendered: () => 'Мессенджер не знает таблиц: черты останутся. Приложите файл.',
  markdown_image_not_rendered: () => 'Картинок внутри текста мессенджер не показывает. Приложите файл.',
  html_not_rendered: () => 'Мессенджер не знает HTML: тег останется как есть.',
  link_not_https: () => 'Ссылка без https: читателя о ней предупредят или не пустят.',
  link_not_absolute: () => 'Ссылка никуда не ведёт: адрес начинается с https://.',
  field_unfilled: () => 'Похоже на незаполненное место. Поля пишутся так: {{ user.first_name }}.',
  mention_everybody: () => 'Это зовёт весь чат. В личном сообщении не позовёт никого.',
  mention_unknown: ({ name }) => `${say(name)} в справочнике нет: упоминание никого не позовёт.`,
  zero_width: () => 'В тексте есть знаки без ширины. При отправке они убираются.',
  long_text: ({ characters, max }) =>
    `В тексте ${say(characters)} знаков; длиннее ${say(max)} дочитывают немногие.`,
  capitals: () => 'Текст заглавными буквами читается как крик.',
};

/** Every code that has Russian words here, for the test that holds them complete. */
export const TRANSLATED_ISSUES: readonly string[] = Object.keys(RUSSIAN);
