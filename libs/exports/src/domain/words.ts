import type { ExportLanguage } from './local-clock.js';

/** One thing as people call it, in each language of the files. */
export type Worded = Readonly<Record<ExportLanguage, string>>;
type Words = Readonly<Record<string, Worded>>;

/** States of a recipient as people call them. */
export const STATE_WORDS: Words = {
  pending: { ru: 'ждёт отправки', en: 'waiting' },
  sending: { ru: 'отправляется', en: 'being sent' },
  unknown: { ru: 'проверяется', en: 'being checked' },
  sent: { ru: 'отправлено', en: 'sent' },
  failed: { ru: 'не отправлено', en: 'failed' },
  skipped: { ru: 'пропущен', en: 'skipped' },
  cancelled: { ru: 'отменено', en: 'cancelled' },
  expired: { ru: 'срок прошёл', en: 'expired' },
};

/** Why somebody did not get it. */
export const REASON_WORDS: Words = {
  suspended: { ru: 'отключён в мессенджере', en: 'suspended in the messenger' },
  bot: { ru: 'это бот', en: 'a bot' },
  not_found: { ru: 'нет в мессенджере', en: 'not in the messenger' },
  invite_pending: { ru: 'не принял приглашение', en: 'has not accepted the invitation' },
  guest: { ru: 'гость', en: 'a guest' },
  excluded: { ru: 'исключён из аудитории', en: 'excluded from the audience' },
  opted_out: { ru: 'отказ от рассылок', en: 'opted out' },
  direct_message_refused: { ru: 'личные сообщения закрыты', en: 'refuses direct messages' },
  no_access: { ru: 'нет доступа', en: 'no access' },
  chat_archived: { ru: 'чат в архиве', en: 'chat is archived' },
  refused_by_messenger: { ru: 'мессенджер не принял', en: 'refused by the messenger' },
  content_refused: { ru: 'мессенджер не принял текст', en: 'the messenger refused the text' },
  unproven: { ru: 'не удалось узнать, дошло ли', en: 'could not be found out' },
};

/** How a reading is known. */
export const READ_SOURCE_WORDS: Words = {
  poll: { ru: 'список прочитавших', en: 'list of readers' },
  newer_message: { ru: 'прочитано более новое сообщение', en: 'a newer message was read' },
  click: { ru: 'нажата кнопка', en: 'a button was pressed' },
  reaction: { ru: 'реакция', en: 'a reaction' },
  reply: { ru: 'ответ', en: 'a reply' },
};

/** What they answered; values of choices of one's own stay as they are. */
export const CHOICE_WORDS: Words = { ack: { ru: 'Ознакомлен', en: 'Acknowledged' } };

/** What they confirmed it with. */
export const ACK_SOURCE_WORDS: Words = {
  click: { ru: 'кнопка', en: 'a button' },
  reaction: { ru: 'реакция', en: 'a reaction' },
};

/** States of the ledger of recalls. */
export const RECALL_WORDS: Words = {
  todo: { ru: 'ждёт отзыва', en: 'waiting' },
  doing: { ru: 'отзывается', en: 'being recalled' },
  gone: { ru: 'отозвано', en: 'recalled' },
  failed: { ru: 'отозвать не удалось', en: 'failed' },
  unneeded: { ru: 'отзывать нечего', en: 'nothing to recall' },
  cancelled: { ru: 'отзыв отменён', en: 'cancelled' },
};

/** States of the ledger of edits. */
export const EDIT_WORDS: Words = {
  todo: { ru: 'ждёт правки', en: 'waiting' },
  doing: { ru: 'правится', en: 'being edited' },
  done: { ru: 'исправлено', en: 'edited' },
  failed: { ru: 'исправить не удалось', en: 'failed' },
  superseded: { ru: 'заменено более новым', en: 'superseded' },
  unneeded: { ru: 'править нечего', en: 'nothing to edit' },
  cancelled: { ru: 'правка отменена', en: 'cancelled' },
};
