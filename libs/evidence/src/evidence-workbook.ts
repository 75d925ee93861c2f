import {
  ACK_SOURCE_WORDS,
  type Cell,
  CHOICE_WORDS,
  LocalClock,
  READ_SOURCE_WORDS,
  REASON_WORDS,
  RECALL_WORDS,
  type SheetCell,
  STATE_WORDS,
  type TableColumn,
  XlsxFile,
} from '#lib/exports';
import type { EvidenceSheet } from './evidence.service.js';
import { factsOf, type SheetLook } from './sheet-facts.js';
import { SHEET_WORDS } from './sheet-words.js';

type Row = EvidenceSheet['rows'][number];

interface EvidenceColumn extends TableColumn {
  readonly value: (row: Row, number: number) => Cell;
}

const instant = (at: string | null | undefined): Cell => (at == null ? null : { atMs: Date.parse(at) });
const last = <T>(entries: readonly T[]): T | undefined => entries.at(-1);
const column = (
  key: string,
  [ru, en]: readonly [string, string],
  width: number,
  value: EvidenceColumn['value'],
): EvidenceColumn => ({ key, heading: { ru, en }, width, value });

/** What of a row stands on paper and in the table; JSON has all of it. */
const COLUMNS: readonly EvidenceColumn[] = [
  column('n', ['№', 'No.'], 6, (_row, number) => number),
  column('name', ['Сотрудник', 'Name'], 28, ({ name }) => name),
  column('department', ['Отдел', 'Department'], 22, ({ department }) => department),
  column('title', ['Должность', 'Title'], 22, ({ title }) => title),
  column('user_id', ['ID сотрудника', 'User id'], 12, ({ user_id: id }) => id),
  column('included_by', ['Почему в аудитории', 'Belongs by'], 26, (row) => row.included_by),
  column('excluded_by', ['Исключён по', 'Left out by'], 20, (row) => row.excluded_by),
  { ...column('status', ['Состояние', 'Status'], 16, ({ status }) => status), words: STATE_WORDS },
  { ...column('reason', ['Причина', 'Reason'], 24, ({ reason }) => reason), words: REASON_WORDS },
  column('sent_at', ['Отправлено ({zone})', 'Sent ({zone})'], 20, (row) => instant(row.sent_at)),
  column('version', ['Версия текста', 'Version'], 10, (row) => row.content_version),
  column('message_id', ['ID сообщения', 'Message id'], 14, (row) => row.message_id),
  column('read_after', ['Прочитано не раньше ({zone})', 'Read after ({zone})'], 20, (row) =>
    instant(row.read_after),
  ),
  column('read_by', ['Прочитано не позже ({zone})', 'Read by ({zone})'], 20, (row) => instant(row.read_by)),
  {
    ...column('read_source', ['Откуда известно', 'How it is known'], 20, (row) => row.read_source),
    words: READ_SOURCE_WORDS,
  },
  column('acked_at', ['Подтверждено ({zone})', 'Acknowledged ({zone})'], 20, (row) =>
    instant(last(row.acknowledgements)?.at),
  ),
  {
    ...column('choice', ['Ответ', 'Answer'], 16, (row) => last(row.acknowledgements)?.choice ?? null),
    words: CHOICE_WORDS,
  },
  column(
    'acked_version',
    ['Подтверждена версия', 'Acknowledged version'],
    10,
    (row) => last(row.acknowledgements)?.version ?? null,
  ),
  {
    ...column(
      'ack_source',
      ['Чем подтверждено', 'Acknowledged with'],
      16,
      (row) => last(row.acknowledgements)?.source ?? null,
    ),
    words: ACK_SOURCE_WORDS,
  },
  column('event_id', ['ID события', 'Event id'], 12, (row) => last(row.acknowledgements)?.event_id ?? null),
  column(
    'reminders',
    ['Напоминаний', 'Reminders'],
    12,
    ({ reminders }) => reminders.filter(({ status }) => status === 'sent').length,
  ),
  {
    ...column('recall', ['Отзыв', 'Recall'], 16, ({ recall }) => recall?.state ?? null),
    words: RECALL_WORDS,
  },
  column('delivery_id', ['ID доставки', 'Delivery id'], 14, (row) => row.delivery_id),
  column('hash', ['Хеш строки', 'Hash of the row'], 66, ({ hash }) => hash),
];

/** Rows that are written at once. */
const PIECE = 2_000;

/** The sheet as a workbook: the facts, then the recipients. */
export async function evidenceWorkbook(sheet: EvidenceSheet, look: SheetLook): Promise<Buffer> {
  const words = SHEET_WORDS[look.language];
  const table = { columns: COLUMNS, language: look.language, clock: new LocalClock(look.timeZone) };
  const facts: SheetCell[][] = [
    [{ value: words.title, style: 'title' }],
    [{ value: words.notice, style: 'wrapped' }],
    ...factsOf(sheet, look).map(({ label, value }): SheetCell[] => [
      { value: label, style: 'heading' },
      { value, style: 'wrapped' },
    ]),
  ];
  const file = new XlsxFile(table, {
    sheetName: words.people,
    notes: [{ name: words.facts, widths: [60, 90], rows: facts }],
  });
  let { bytes, state } = await file.start();
  const parts = [bytes];
  for (let from = 0; from < sheet.rows.length; from += PIECE) {
    const rows = sheet.rows.slice(from, from + PIECE);
    const cells = rows.map((row, index) => COLUMNS.map(({ value }) => value(row, from + index + 1)));
    ({ bytes, state } = await file.add(state, cells));
    parts.push(bytes);
  }
  const { head, tail } = await file.finish(state);
  return Buffer.concat([head, ...parts, tail]);
}
