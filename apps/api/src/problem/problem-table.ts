import { ADDRESSEE_PROBLEMS } from './addressee-problems.js';
import { APPROVAL_PROBLEMS } from './approval-problems.js';
import { CONTENT_PROBLEMS } from './content-problem-table.js';
import { type ProblemKind, say } from './problem-kind.js';
import { malformedRu } from './malformed-text.js';
import { repeatRu } from './repeat-text.js';
import { ACTIONS_RU, STATUSES_RU, UNAUTHENTICATED_RU } from './russian-words.js';
import { WEBHOOK_PROBLEMS } from './webhook-problem-table.js';

/** Every code that a client may see. A code never changes its meaning or its status once it was released. */
export const PROBLEMS: Readonly<Record<string, ProblemKind>> = {
  unauthenticated: {
    status: 401,
    title: { en: 'Not authenticated', ru: 'Нет доступа без ключа' },
    detailRu: ({ reason }) => UNAUTHENTICATED_RU[say(reason)] ?? 'Нужен действующий ключ API.',
  },
  scope_missing: {
    status: 403,
    title: { en: 'Scope missing', ru: 'Не хватает права' },
    detailRu: ({ scope }) =>
      `У этого ключа нет права «${say(scope)}». Возьмите ключ с ним или попросите администратора.`,
  },
  not_found: {
    status: 404,
    title: { en: 'Not found', ru: 'Не найдено' },
    detailRu: () => 'По этому адресу ничего нет. Проверьте путь и идентификаторы.',
  },
  sender_not_found: {
    status: 404,
    title: { en: 'Sender not found', ru: 'Отправитель не найден' },
    detailRu: () => 'Такого отправителя нет. Список: GET /v1/senders.',
  },
  canary_account_missing: {
    status: 409,
    title: { en: 'No account to try messages with', ru: 'Нет учётной записи для проверки' },
    detailRu: () =>
      'У отправителя не указан сотрудник для проверочных сообщений: PATCH /v1/senders/{id} с полем canary_user_id.',
  },
  method_not_allowed: {
    status: 405,
    title: { en: 'Method not allowed', ru: 'Метод не подходит' },
    detailRu: ({ allowed }) =>
      `Этот адрес не знает такого метода. Подходят: ${[allowed].flat().map(say).join(', ')}.`,
  },
  request_timeout: {
    status: 408,
    title: { en: 'Request timeout', ru: 'Запрос шёл слишком долго' },
    detailRu: () => 'Запрос не пришёл целиком за отведённое время.',
  },
  malformed_request: {
    status: 400,
    title: { en: 'Malformed request', ru: 'Запрос не разобрать' },
    detailRu: malformedRu,
  },
  unknown_parameter: {
    status: 400,
    title: { en: 'Unknown parameter', ru: 'Неизвестный параметр' },
    detailRu: () => 'Запрос не прошёл проверку.',
  },
  invalid_cursor: {
    status: 400,
    title: { en: 'Invalid cursor', ru: 'Неверный курсор' },
    detailRu: () =>
      'Этот курсор выдан не для этого списка с этими фильтрами. Возьмите page.next_cursor предыдущей страницы ' +
      'с теми же параметрами или начните без курсора.',
  },
  validation_failed: {
    status: 422,
    title: { en: 'Validation failed', ru: 'Проверка не пройдена' },
    detailRu: () => 'Запрос не прошёл проверку.',
  },
  template_error: {
    status: 422,
    title: { en: 'Template error', ru: 'Ошибка в тексте' },
    detailRu: () => 'Текст с подстановками не читается.',
  },
  payload_too_large: {
    status: 413,
    title: { en: 'Payload too large', ru: 'Слишком большой запрос' },
    detailRu: ({ max_bytes }) => `Тело запроса может занимать не больше ${say(max_bytes)} байт.`,
  },
  unsupported_media_type: {
    status: 415,
    title: { en: 'Unsupported media type', ru: 'Неподходящий тип данных' },
    detailRu: ({ accepted }) =>
      `Присылайте тело с Content-Type: ${[accepted ?? 'application/json'].flat().map(say).join(', ')}; тексты в UTF-8.`,
  },
  headers_too_large: {
    status: 431,
    title: { en: 'Headers too large', ru: 'Слишком большие заголовки' },
    detailRu: () => 'Заголовки запроса слишком велики.',
  },
  precondition_failed: {
    status: 412,
    title: { en: 'Changed in the meantime', ru: 'Изменено кем-то ещё' },
    detailRu: ({ version }) =>
      `Это успели изменить: теперь версия ${say(version)}. Прочитайте её заново и повторите правку.`,
  },
  state_conflict: {
    status: 409,
    title: { en: 'Not possible in this state', ru: 'В этом состоянии невозможно' },
    detailRu: ({ action, status }) =>
      `${ACTIONS_RU[say(action)] ?? 'Действие невозможно'}: ${STATUSES_RU[say(status)] ?? say(status)}.`,
  },
  verification_under_way: {
    status: 409,
    title: { en: 'Chats are being read first', ru: 'Сначала проверяются чаты' },
    detailRu: ({ left }) =>
      `База данных забыла, что было отправлено, поэтому сначала читаются чаты: осталось сообщений — ${say(left)}. ` +
      'Сколько ещё, говорит GET /v1/doctor. Возобновите, когда не останется ни одного, или отмените.',
  },
  task_has_no_message: {
    status: 409,
    title: { en: 'It is a task', ru: 'Это задача' },
    detailRu: () =>
      'Это задача в мессенджере, сообщение к ней не привязать. Посмотрите задачи этого человека, затем вызовите send_again или close_as_unproven.',
  },
  campaign_paused: {
    status: 409,
    title: { en: 'Campaign is paused', ru: 'Рассылка приостановлена' },
    detailRu: () => 'Рассылка уже запущена и стоит на паузе. Продолжите её через POST …/resume или отмените.',
  },
  not_deletable: {
    status: 409,
    title: { en: 'Not deletable', ru: 'Удалить нельзя' },
    detailRu: () => 'Удаляются только черновики. Отправленное остаётся вместе со сведениями о доставке.',
  },
  audience_changed: {
    status: 409,
    title: { en: 'Audience changed', ru: 'Аудитория изменилась' },
    detailRu: ({ expected, actual }) =>
      `Аудитория изменилась: было ${say(expected)}, стало ${say(actual)}. Проверьте ещё раз: POST …/check.`,
  },
  repeat_suspected: {
    status: 409,
    title: { en: 'Sent already', ru: 'Уже отправляли' },
    detailRu: (facts) => `${repeatRu(facts)} Если так и надо: {"confirm_repeat": true}.`,
  },
  sender_scope_missing: {
    status: 409,
    title: { en: 'The bot lacks a scope', ru: 'Боту не хватает права' },
    detailRu: ({ scope }) =>
      `У бота нет права «${say(scope)}». Добавьте его в мессенджере и проверьте бота: PATCH /v1/senders/{id} с {"resume": true}.`,
  },
  question_needs_webhook: {
    status: 409,
    title: { en: 'A question needs the webhook', ru: 'Для вопроса нужен вебхук' },
    detailRu: () =>
      'Вопрос задают через форму, а формы работают только с вебхуком бота. Подключите его (POST /v1/senders/{id}/webhook) или уберите кнопку.',
  },
  nobody_to_remind: {
    status: 409,
    title: { en: 'Nobody to remind', ru: 'Напоминать некому' },
    detailRu: ({ matched }) =>
      matched === 0
        ? 'Напоминать некому: все, кто получил сообщение, сделали то, о чём их просили.'
        : `Напоминание касается сотрудников: ${say(matched)}, но никому из них сейчас писать нельзя. Почему — скажет POST …/remind/check.`,
  },
  too_many_follow_ups: {
    status: 409,
    title: { en: 'Too many follow-ups', ru: 'Слишком много напоминаний' },
    detailRu: ({ max }) =>
      `У рассылки уже ${say(max)} напоминаний, больше нельзя. Создайте вместо этого новую рассылку.`,
  },
  nothing_to_correct: {
    status: 409,
    title: { en: 'Nothing to change', ru: 'Менять нечего' },
    detailRu: () =>
      'Это ни для кого ничего не изменит. Сколько сообщений и в каком они состоянии, покажет POST …/check.',
  },
  audience_empty: {
    status: 422,
    title: { en: 'Audience is empty', ru: 'Аудитория пуста' },
    detailRu: ({ matched }) =>
      matched === 0
        ? 'В аудитории никого нет. Расширьте правило или сначала обновите справочник сотрудников.'
        : `Все ${say(matched)} человек аудитории исключены. Причины покажет POST …/check.`,
  },
  ...ADDRESSEE_PROBLEMS,
  directory_empty: {
    status: 409,
    title: { en: 'Directory is empty', ru: 'Справочник пуст' },
    detailRu: () =>
      'Справочник сотрудников ещё не прочитан. Подождите первой синхронизации или запросите её: ' +
      'POST /v1/directory/sync.',
  },
  sender_missing: {
    status: 409,
    title: { en: 'No sender', ru: 'Нет отправителя' },
    detailRu: () => 'Отправлять некому: добавьте бота через POST /v1/senders.',
  },
  sender_held: {
    status: 409,
    title: { en: 'Sender is held', ru: 'Отправитель остановлен' },
    detailRu: () => 'Мессенджер не принимает этого отправителя. Причина: GET /v1/senders.',
  },
  sender_token_taken: {
    status: 409,
    title: { en: 'Token is in use', ru: 'Токен уже используется' },
    detailRu: () => 'Этот токен уже принадлежит другому отправителю.',
  },
  schedule_not_found: {
    status: 404,
    title: { en: 'Not scheduled', ru: 'Не запланирована' },
    detailRu: () => 'У рассылки нет расписания. Запланировать: POST …/schedule.',
  },
  occurrence_not_asking: {
    status: 409,
    title: { en: 'Nobody is asked about it', ru: 'Решать здесь нечего' },
    detailRu: ({ local_key }) =>
      `Про срок «${say(local_key)}» вопроса нет: его не было, или он уже решён. Список: GET …/occurrences.`,
  },
  campaign_expired: {
    status: 409,
    title: { en: 'Campaign has expired', ru: 'Срок рассылки прошёл' },
    detailRu: () => 'expires_at уже в прошлом: сообщение никто бы не получил. Поставьте срок позже или null.',
  },
  external_id_taken: {
    status: 409,
    title: { en: 'external_id is taken', ru: 'external_id занят' },
    detailRu: () => 'Этот external_id уже принадлежит другой рассылке.',
  },
  evidence_too_large: {
    status: 422,
    title: { en: 'Sheet would be too large', ru: 'Лист слишком велик' },
    detailRu: ({ rows, max, take, take_max: takeMax }) =>
      `В листе такого вида помещается получателей: ${say(max)}, а в выпуске их ${say(rows)}. ` +
      (take === undefined
        ? 'Файл на любое число получателей, но без хешей, делает POST /v1/exports.'
        : `В format=xlsx помещается ${say(takeMax)}.`),
  },
  evidence_of_chats: {
    status: 409,
    title: { en: 'Sheets are about people', ru: 'Лист бывает только о людях' },
    detailRu: () =>
      'Лист ознакомления — о людях, а эта рассылка идёт в чаты. Сколько участников её прочитали, видно в её итогах.',
  },
  evidence_not_issued: {
    status: 404,
    title: { en: 'No such sheet was issued', ru: 'Такой лист не выдавался' },
    detailRu: () =>
      'Для этой рассылки такой лист не выдавался. Если на вашем листе другой хеш, он изменён или сделан не здесь. Выдать лист: GET …/evidence.',
  },
  export_not_ready: {
    status: 409,
    title: { en: 'File is not there', ru: 'Файла нет' },
    detailRu: ({ export_status: status }) =>
      status === 'queued' || status === 'running'
        ? 'Файл ещё готовится. Сколько готово, скажет GET /v1/exports/{id}.'
        : `Файла нет: выгрузка ${status === 'failed' ? 'не удалась' : 'отменена'}. Запросите другую.`,
  },
  export_expired: {
    status: 410,
    title: { en: 'File has expired', ru: 'Срок файла прошёл' },
    detailRu: () => 'Файл хранился 24 часа и удалён. Запросите другой: POST /v1/exports.',
  },
  too_many_exports: {
    status: 429,
    title: { en: 'Too many exports', ru: 'Слишком много выгрузок' },
    detailRu: ({ which, max }) =>
      which === 'open'
        ? `У этого ключа уже готовится файлов: ${say(max)}. Дождитесь одного из них или отмените операцию.`
        : `У этого ключа уже хранится файлов: ${say(max)}. Каждый удаляется через 24 часа после готовности.`,
  },
  operation_lost: {
    status: 409,
    title: { en: 'Operation was taken over', ru: 'Операцию ведёт другой процесс' },
    detailRu: () => 'Эту операцию взял на себя другой процесс.',
  },
  directory_shrunk: {
    status: 502,
    title: { en: 'Directory shrunk too much', ru: 'Справочник слишком сократился' },
    detailRu: () => 'Мессенджер показал слишком мало сотрудников, чтобы этому поверить. Ничего не изменено.',
  },
  conservation_violated: {
    status: 500,
    title: { en: 'Figures do not add up', ru: 'Показатели не сходятся' },
    detailRu: () => 'Строк не столько, сколько получателей. Это ошибка Вестника: сообщите о ней.',
  },
  idempotency_key_required: {
    status: 400,
    title: { en: 'Idempotency-Key required', ru: 'Нужен Idempotency-Key' },
    detailRu: () =>
      'Добавьте заголовок Idempotency-Key, например новый UUID, и повторяйте запрос с тем же ключом: тогда повтор ' +
      'после потерянного ответа ничего не сделает дважды.',
  },
  idempotency_key_invalid: {
    status: 400,
    title: { en: 'Idempotency-Key is not usable', ru: 'Idempotency-Key не подходит' },
    detailRu: () => 'Idempotency-Key состоит из 8–255 печатных символов ASCII; хорошо подойдёт UUID.',
  },
  idempotency_key_reused: {
    status: 422,
    title: { en: 'Idempotency-Key was used before', ru: 'Idempotency-Key уже использован' },
    detailRu: () => 'С этим Idempotency-Key был другой запрос. Для нового запроса нужен новый ключ.',
  },
  idempotency_in_progress: {
    status: 409,
    title: { en: 'Still in progress', ru: 'Ещё выполняется' },
    detailRu: () => 'Первый запрос с этим Idempotency-Key ещё выполняется. Повторите через секунду.',
  },
  database_unavailable: {
    status: 503,
    title: { en: 'Database unavailable', ru: 'База данных недоступна' },
    detailRu: () => 'База данных сейчас недоступна. Повторите запрос с тем же Idempotency-Key.',
  },
  not_ready: {
    status: 503,
    title: { en: 'Not ready', ru: 'Не готово' },
    detailRu: () => 'Процесс пока не может обслуживать запросы.',
  },
  internal: {
    status: 500,
    title: { en: 'Internal error', ru: 'Внутренняя ошибка' },
    detailRu: () => 'Что-то сломалось у нас, а не в вашем запросе. Сообщите администратору request_id.',
  },
  ...APPROVAL_PROBLEMS,
  ...CONTENT_PROBLEMS,
  ...WEBHOOK_PROBLEMS,
};
