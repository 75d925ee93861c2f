import type { ExportLanguage } from '#lib/exports';

/** What a sheet says of itself, in the language that it is read in. */
export interface SheetWords {
  readonly title: string;
  /** What it is not; stands on every form of it. */
  readonly notice: string;
  readonly facts: string;
  readonly people: string;
  readonly campaign: string;
  readonly run: string;
  readonly sender: string;
  readonly launched: string;
  readonly issued: string;
  readonly audience: string;
  /** Of a run that goes to the people who were confirmed, whomever the audience names. */
  readonly frozen: string;
  readonly counts: string;
  readonly sent: string;
  readonly read: string;
  readonly acknowledged: string;
  readonly version: string;
  readonly text: string;
  readonly buttons: string;
  readonly textHash: string;
  readonly writtenBy: string;
  readonly actions: string;
  readonly none: string;
  readonly subjectHash: string;
  readonly head: string;
  readonly chain: string;
}

/** By language. Not a part of what is hashed: the same sheet reads in both. */
export const SHEET_WORDS: Readonly<Record<ExportLanguage, SheetWords>> = {
  ru: {
    title: 'Лист ознакомления',
    notice:
      'Лист показывает, что записано в Вестнике: кому какое сообщение отправлено, когда прочитано и кто нажал кнопку подтверждения. ' +
      'Это не подпись: он не заменяет ни личной, ни электронной подписи и сам по себе не имеет силы подписанного документа.',
    facts: 'Сведения',
    people: 'Получатели',
    campaign: 'Рассылка',
    run: 'Выпуск',
    sender: 'Отправитель',
    launched: 'Запущена',
    issued: 'Лист выдан',
    audience: 'Аудитория',
    frozen: 'Состав получателей зафиксирован',
    counts: 'Получателей',
    sent: 'отправлено',
    read: 'прочитано',
    acknowledged: 'подтверждено',
    version: 'Версия текста',
    text: 'Текст',
    buttons: 'Кнопки и вложения',
    textHash: 'Хеш содержания',
    writtenBy: 'Автор',
    actions: 'Действия',
    none: 'нет',
    subjectHash: 'Хеш сведений',
    head: 'Хеш листа',
    chain:
      'Хеши: SHA-256. Первый — от сведений, каждый следующий — от предыдущего хеша и строки получателя. Проверка: GET …/evidence/verify?head=<хеш листа>.',
  },
  en: {
    title: 'Evidence sheet',
    notice:
      'This sheet shows what Vestnik has recorded: who was sent which message, when it was read and who pressed the button that confirms it. ' +
      'It is no signature: it replaces neither a handwritten nor an electronic one, and has by itself not the force of a signed document.',
    facts: 'Facts',
    people: 'Recipients',
    campaign: 'Campaign',
    run: 'Run',
    sender: 'Sender',
    launched: 'Launched',
    issued: 'Issued',
    audience: 'Audience',
    frozen: 'Only the people confirmed at',
    counts: 'Recipients',
    sent: 'sent',
    read: 'read',
    acknowledged: 'acknowledged',
    version: 'Version of the text',
    text: 'Text',
    buttons: 'Buttons and the like',
    textHash: 'Hash of the content',
    writtenBy: 'Written by',
    actions: 'Actions',
    none: 'none',
    subjectHash: 'Hash of the facts',
    head: 'Hash of the sheet',
    chain:
      'Hashes: SHA-256. The first one is of the facts, each other one of the hash before it and the line of a recipient. To verify: GET …/evidence/verify?head=<hash of the sheet>.',
  },
};

/** What stands on paper besides. */
export interface PrintWords {
  /** Headings of the eight cells of a recipient. */
  readonly columns: readonly string[];
  readonly version: string;
  readonly message: string;
  readonly by: string;
  readonly after: string;
  readonly event: string;
  readonly reminder: string;
  /** Why a reminder has not left. */
  readonly away: string;
  readonly edited: string;
  readonly signs: string;
  readonly notSignature: string;
  readonly page: string;
  readonly of: string;
}

export const PRINT_WORDS: Readonly<Record<ExportLanguage, PrintWords>> = {
  ru: {
    columns: [
      ...['№', 'Сотрудник', 'Почему в аудитории', 'Отправка', 'Прочтение', 'Подтверждение'],
      ...['Напоминания и правки', 'Хеш строки'],
    ],
    version: 'версия',
    message: 'сообщение',
    by: 'не позже',
    after: 'не раньше',
    event: 'событие',
    reminder: 'напоминание',
    away: 'ждёт возвращения',
    edited: 'правка до версии',
    signs:
      'Знаки, которых нет в шрифте, напечатаны своими номерами: [U+2705]. Хеши — от знаков, какими они были.',
    notSignature: 'не является подписью',
    page: 'стр.',
    of: 'из',
  },
  en: {
    columns: [
      ...['No.', 'Name', 'Belongs by', 'Sent', 'Read', 'Acknowledged'],
      ...['Reminders and edits', 'Hash of the row'],
    ],
    version: 'version',
    message: 'message',
    by: 'by',
    after: 'after',
    event: 'event',
    reminder: 'reminder',
    away: 'waits for their return',
    edited: 'edited to version',
    signs:
      'Signs that the font has not are printed as their numbers: [U+2705]. Hashes are of the signs as they were.',
    notSignature: 'is no signature',
    page: 'page',
    of: 'of',
  },
};
