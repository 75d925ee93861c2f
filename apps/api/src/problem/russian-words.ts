/** Words of facts, as the Russian sentences of problems need them. */

export const UNAUTHENTICATED_RU: Readonly<Record<string, string>> = {
  missing: 'Передайте ключ API в заголовке «Authorization: Bearer vst_live_…».',
  malformed: 'Это не ключ API, или он скопирован не целиком: контрольная сумма не сходится.',
  unknown: 'Такого ключа API здесь не знают.',
  revoked: 'Этот ключ API отозван. Попросите у администратора другой.',
  expired: 'Срок этого ключа API истёк. Попросите у администратора другой.',
};

export const ACTIONS_RU: Readonly<Record<string, string>> = {
  change: 'Рассылку нельзя изменить',
  send: 'Рассылку нельзя отправить ещё раз',
  pause: 'Приостанавливать нечего',
  resume: 'Продолжать нечего',
  cancel: 'Отменять нечего',
  prepare: 'Получателей нельзя зафиксировать',
  complete: 'Выпуск нельзя завершить',
  hold: 'Выпуск нельзя остановить',
  control: 'Приостанавливать, продолжать или отменять нечего',
  report: 'Показателей ещё нет',
  resolve: 'Решать нечего',
  retry: 'Повторять отправку нельзя',
  schedule: 'Рассылку нельзя запланировать',
  submit: 'Согласовывать нечего',
  approve: 'Согласовывать нечего',
  reject: 'Отклонять или отзывать нечего',
  unschedule: 'Снимать с расписания нечего',
  decide: 'Решать нечего',
  remind: 'Напоминать некому',
};

/** Why somebody's word is not that of a second person. */
export const APPROVER_RU: Readonly<Record<string, string>> = {
  not_a_person: 'Этот ключ выдан системе. Согласовать можно только ключом, выданным человеку (person_id).',
  not_at_work: 'Ключ выдан человеку, которого нет в справочнике или чья учётная запись приостановлена.',
  involved:
    'Вы сами составляли, меняли или отправляли эту рассылку на согласование. Её должен посмотреть кто-то другой.',
};

/** Parts of a campaign that a check has shown. */
export const CONFIRMED_PARTS_RU: Readonly<Record<string, string>> = {
  content: 'текст',
  audience: 'получатели',
  sender: 'отправитель',
  delivery: 'способ отправки',
  schedule: 'время отправки',
  follow_ups: 'план напоминаний',
};

const OBSTACLES_RU: Readonly<Record<string, string>> = {
  not_found: 'не найден, или боту не виден: добавьте бота в чат',
  chat_archived: 'в архиве',
  no_access: 'бота нет среди участников: добавьте его в чат',
  read_only: 'это канал, где бот может только читать: сделайте его там редактором или администратором',
  chat_unknown:
    'чата, где стоит сообщение, нет в справочнике: добавьте в него бота и вызовите POST /v1/directory/sync',
  direct_chat: 'это личный чат: отправьте сообщение людям',
  message_deleted: 'сообщение удалено',
  message_in_thread: 'сообщение само стоит в треде, под ним треда не бывает: укажите этот тред',
  thread_alone: 'тред не относится ни к какому сообщению чата, и его читателей не узнать',
  scope_missing: 'боту не узнать о нём: нет права «threads:read» или «messages:read»',
  not_looked_at: 'это ещё выясняется у мессенджера: повторите проверку через несколько секунд',
  named_twice: 'этот тред уже назван',
};

const PLACES_RU = { chat_id: 'Чат', thread_id: 'Тред', message_id: 'Тред под сообщением' } as const;

/** Why nothing can be posted into a chat, a thread or below a message, as a sentence. */
export function placeRu(place: Readonly<Record<string, unknown>>, why: unknown): string {
  const field = (['chat_id', 'thread_id', 'message_id'] as const).find((name) => place[name] !== undefined);
  const named = field === undefined ? 'Чат' : `${PLACES_RU[field]} ${String(place[field])}`;
  return `${named}: ${OBSTACLES_RU[String(why)] ?? ''}.`;
}

/** The same for all of them, and what to do about it; of what is still being looked up there is nothing to mend. */
export function notWritableRu(chats: unknown): string {
  const told = (Array.isArray(chats) ? chats : []) as Readonly<Record<string, unknown>>[];
  const sentences = told.map((place) => placeRu(place, place['reason']));
  const isOnlyAsked = told.length > 0 && told.every(({ reason }) => reason === 'not_looked_at');
  if (!isOnlyAsked)
    sentences.push(
      'Исправьте это в мессенджере и повторите POST …/check (для чатов сначала POST /v1/directory/sync) или уберите чат.',
    );
  return sentences.join(' ');
}

export const STATUSES_RU: Readonly<Record<string, string>> = {
  draft: 'это черновик, его ещё не отправляли',
  awaiting_approval: 'она ждёт согласия второго человека; вернуть в черновик: POST …/withdraw',
  scheduled: 'она запланирована; вернуть в черновик: POST …/unschedule',
  preparing: 'выпуск готовится',
  running: 'она уже идёт',
  paused: 'она на паузе',
  cancelling: 'она отменяется',
  completed: 'она завершена',
  cancelled: 'она отменена',
  succeeded: 'операция завершена',
  failed: 'это уже закончилось неудачей',
  pending: 'сообщение ждёт отправки',
  leased: 'сообщение ждёт отправки',
  sending: 'сообщение отправляется',
  sent: 'сообщение отправлено',
  skipped: 'получатель пропущен',
  expired: 'срок отправки прошёл',
};

export const NESTING_RU: Readonly<Record<string, string>> = {
  circle: 'Сохранённые аудитории ссылаются друг на друга по кругу: непонятно, кто в них входит.',
  too_deep: 'Сохранённые аудитории могут ссылаться друг на друга не глубже трёх уровней.',
  too_many: 'В одну аудиторию может входить не больше пятидесяти сохранённых.',
};

export const LIST_RU: Readonly<Record<string, string>> = {
  encoding_unknown:
    'Кодировка списка — не UTF-8 и не windows-1251, имена прочитались бы неверно. Сохраните его как CSV в UTF-8.',
  not_csv: 'Список не читается как CSV: возможно, не закрыта кавычка или слишком длинная строка.',
  too_many_rows: 'В списке может быть не больше 100 000 строк. Разделите его.',
  list_empty: 'В списке нет ни одной строки.',
  column_missing: 'Названного столбца нет в первой строке списка.',
};

/** Why an address is not posted to. */
export const WEBHOOK_URL_RU: Readonly<Record<string, string>> = {
  malformed: 'Это не полный адрес вида https://hooks.example.com/vestnik.',
  not_https: 'Адрес начинается с https:// (http — только для узлов из VESTNIK_WEBHOOK_ALLOWED_HOSTS).',
  credentials: 'В адресе не может быть имени и пароля: отправки подписываются.',
  fragment: 'В адресе не может быть части после «#»: она никуда не отправляется.',
  port: 'Отправляем только на порт 443 (на другой — только узлам из VESTNIK_WEBHOOK_ALLOWED_HOSTS).',
  address:
    'Адрес ведёт в частную или особую сеть. Администратор может разрешить узел: VESTNIK_WEBHOOK_ALLOWED_HOSTS.',
};

/** What a file can be a part of, in the dative. */
export const FILE_USERS_RU: Readonly<Record<string, string>> = {
  campaign: 'рассылке',
  'sent text': 'отправленному сообщению',
  template: 'шаблону',
  test: 'тестовой отправке',
  'plan of reminders': 'плану напоминаний',
};
