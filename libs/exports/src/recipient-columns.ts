import type { RecipientRow } from '#lib/reports';
import type { Cell } from './domain/cell.js';
import {
  ACK_SOURCE_WORDS,
  CHOICE_WORDS,
  EDIT_WORDS,
  READ_SOURCE_WORDS,
  REASON_WORDS,
  RECALL_WORDS,
  STATE_WORDS,
} from './domain/words.js';
import type { TableColumn } from './file-writer.js';

/** A column of the table of recipients, and what a row says in it. */
export interface RecipientColumn extends TableColumn {
  readonly value: (row: RecipientRow) => Cell;
}

const instant = (at: Date | null | undefined): Cell => (at == null ? null : { atMs: at.getTime() });

/** In the order of the file. Columns are added at the end and never change their key: programs read them by it. */
export const RECIPIENT_COLUMNS: readonly RecipientColumn[] = [
  {
    key: 'name',
    heading: { ru: 'Сотрудник', en: 'Name' },
    width: 28,
    // Of a post into a chat, the chat's.
    value: ({ person, chat }) => person?.name ?? chat?.name ?? null,
  },
  {
    key: 'department',
    heading: { ru: 'Отдел', en: 'Department' },
    width: 22,
    value: ({ person }) => person?.department ?? null,
  },
  {
    key: 'title',
    heading: { ru: 'Должность', en: 'Title' },
    width: 22,
    value: ({ person }) => person?.title ?? null,
  },
  {
    key: 'status',
    heading: { ru: 'Состояние', en: 'Status' },
    width: 16,
    words: STATE_WORDS,
    value: ({ state }) => state,
  },
  {
    key: 'reason',
    heading: { ru: 'Причина', en: 'Reason' },
    width: 26,
    words: REASON_WORDS,
    value: ({ reason }) => reason,
  },
  {
    key: 'sent_at',
    heading: { ru: 'Отправлено ({zone})', en: 'Sent ({zone})' },
    width: 20,
    value: ({ sentAt }) => instant(sentAt),
  },
  {
    key: 'read',
    heading: { ru: 'Прочитано', en: 'Read' },
    width: 11,
    // Of what nobody got there is nothing to say.
    value: ({ state, isRead }) => (state === 'sent' ? isRead : null),
  },
  {
    key: 'read_after',
    heading: { ru: 'Прочитано не раньше ({zone})', en: 'Read after ({zone})' },
    width: 20,
    value: ({ readBetween }) => instant(readBetween?.from),
  },
  {
    key: 'read_before',
    heading: { ru: 'Прочитано не позже ({zone})', en: 'Read by ({zone})' },
    width: 20,
    value: ({ readBetween }) => instant(readBetween?.to),
  },
  {
    key: 'read_source',
    heading: { ru: 'Откуда известно', en: 'How it is known' },
    width: 20,
    words: READ_SOURCE_WORDS,
    value: ({ readSource }) => readSource,
  },
  {
    key: 'unread_as_of',
    heading: { ru: 'Ещё не прочитано на ({zone})', en: 'Still unread at ({zone})' },
    width: 20,
    value: ({ unreadAsOf }) => instant(unreadAsOf),
  },
  {
    key: 'acked_at',
    heading: { ru: 'Подтверждено ({zone})', en: 'Acknowledged ({zone})' },
    width: 20,
    value: ({ ackedAt }) => instant(ackedAt),
  },
  {
    key: 'choice',
    heading: { ru: 'Ответ', en: 'Answer' },
    width: 16,
    words: CHOICE_WORDS,
    value: ({ choice }) => choice,
  },
  {
    key: 'acked_version',
    heading: { ru: 'Подтверждена версия', en: 'Acknowledged version' },
    width: 10,
    value: ({ ackedVersion }) => ackedVersion,
  },
  {
    key: 'content_version',
    heading: { ru: 'Версия текста', en: 'Version of the text' },
    width: 10,
    value: ({ contentVersion }) => contentVersion,
  },
  {
    key: 'edit',
    heading: { ru: 'Правка', en: 'Edit' },
    width: 16,
    words: EDIT_WORDS,
    value: ({ edit }) => edit?.state ?? null,
  },
  {
    key: 'recall',
    heading: { ru: 'Отзыв', en: 'Recall' },
    width: 16,
    words: RECALL_WORDS,
    value: ({ recall }) => recall?.state ?? null,
  },
  {
    key: 'attempts',
    heading: { ru: 'Попыток', en: 'Attempts' },
    width: 9,
    value: ({ attemptCount }) => attemptCount,
  },
  {
    key: 'time_zone',
    heading: { ru: 'Часовой пояс сотрудника', en: 'Time zone of the person' },
    width: 20,
    value: ({ person }) => person?.timeZone ?? null,
  },
  {
    key: 'user_id',
    heading: { ru: 'ID сотрудника', en: 'User id' },
    width: 12,
    value: ({ person }) => person?.id ?? null,
  },
  {
    key: 'delivery_id',
    heading: { ru: 'ID доставки', en: 'Delivery id' },
    width: 14,
    value: ({ deliveryId }) => `dlv_${deliveryId}`,
  },
  {
    key: 'url',
    heading: { ru: 'Сообщение', en: 'Message' },
    width: 46,
    value: ({ url }) => url,
  },
  {
    key: 'chat_id',
    heading: { ru: 'ID чата', en: 'Chat id' },
    width: 12,
    value: ({ chat }) => chat?.id ?? null,
  },
  {
    key: 'chat_members',
    heading: { ru: 'Участников чата', en: 'Members of the chat' },
    width: 16,
    value: ({ chat }) => chat?.readers?.members ?? null,
  },
  {
    key: 'chat_read',
    heading: { ru: 'Из них прочитали', en: 'Of them, have read it' },
    width: 16,
    value: ({ chat }) => chat?.readers?.read ?? null,
  },
  {
    key: 'ack_source',
    heading: { ru: 'Чем подтверждено', en: 'Acknowledged with' },
    width: 16,
    words: ACK_SOURCE_WORDS,
    value: ({ ackSource }) => ackSource,
  },
  {
    key: 'questions',
    heading: { ru: 'Вопросов', en: 'Questions' },
    width: 10,
    // Of what nobody got there is nothing to say.
    value: ({ state, person, questionCount }) => (state === 'sent' && person !== null ? questionCount : null),
  },
  {
    key: 'question_text',
    heading: { ru: 'Вопрос', en: 'Question' },
    width: 60,
    value: ({ questionText }) => questionText,
  },
];
