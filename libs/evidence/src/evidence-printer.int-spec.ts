import { EvidencePrinter } from './evidence-printer.js';
import type { EvidenceSheet } from './evidence.service.js';
import { textOf } from './pdf-text.fixture.js';

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const HEAD = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const TEXT = 'Здравствуйте!\n  Ознакомьтесь с приказом № 17-к до 30 ноября. ✅';

const AUDIENCE = { type: 'rules', include: [{ tags_any: ['Склад'] }], exclude: [{ roles: ['guest'] }] };

const WAITING = {
  name: 'Ёлкина Щелкунья Эдуардовна',
  department: 'Склад',
  title: null,
  included_by: 'tag:Склад',
  excluded_by: null,
  status: 'pending',
  reason: null,
  content_version: null,
  sent_at: null,
  message_id: null,
  proof: null,
  read_after: null,
  read_by: null,
  read_source: null,
  acknowledgements: [],
  reminders: [],
  edits: [],
  recall: null,
  hash: HASH,
} as const;

const DONE = {
  ...WAITING,
  name: 'Анна Смирнова',
  department: 'Отдел кадров',
  title: 'Ведущий специалист',
  status: 'sent',
  content_version: 2,
  sent_at: '2026-11-22T07:00:00.000Z',
  message_id: 194_275,
  proof: 'answer',
  read_after: '2026-11-22T07:40:00.000Z',
  read_by: '2026-11-22T08:05:00.000Z',
  read_source: 'poll',
  acknowledgements: [
    { version: 1, choice: 'ack', at: '2026-11-22T08:10:00.000Z', source: 'click', event_id: 70_001 },
    { version: 2, choice: 'Есть вопрос', at: '2026-11-22T08:21:00.000Z', source: 'click', event_id: 70_002 },
  ],
  reminders: [{ step: 1, status: 'sent', sent_at: '2026-11-22T08:00:00.000Z', message_id: 194_300 }],
  edits: [{ version: 2, state: 'done', finished_at: '2026-11-22T08:15:00.000Z' }],
} as const;

/** A sheet of these people, one after the other. */
function sheetOf(people: readonly (typeof WAITING | typeof DONE)[]): EvidenceSheet {
  return {
    id: '0199a3c4-0000-7000-8000-000000000001',
    campaignId: '0199a3c4-0000-7000-8000-000000000002',
    runId: '0199a3c4-0000-7000-8000-000000000003',
    issuedAt: new Date('2026-11-23T09:00:00.000Z'),
    issuedBy: 'key_hr',
    head: HEAD,
    subjectHash: HASH,
    subject: {
      campaign: { id: 'cmp_1', title: 'Приказ № 17-к «Об охране труда»' },
      run: { id: 'run_1', launched_at: '2026-11-22T06:59:00.000Z', audience: AUDIENCE },
      sender: { name: 'bot', bot_name: 'Отдел кадров', bot_user_id: 5 },
      versions: [
        {
          version: 2,
          text: TEXT,
          content_hash: HASH,
          written_by: 'key_hr',
          written_at: '2026-11-22T06:00:00.000Z',
          parts: {
            buttons: [[{ type: 'ack', text: 'Ознакомлен(а)' }]],
            files: ['0199a3c4'],
            link_preview: false,
          },
        },
      ],
      actions: [
        {
          action: 'edit',
          by: 'key_hr',
          at: '2026-11-22T08:12:00.000Z',
          reason: 'Опечатка в дате',
          about: { version: 2, material: false },
        },
        {
          action: 'recall',
          by: 'key_hr',
          at: '2026-11-22T08:30:00.000Z',
          reason: 'Отменён',
          about: { scope: 'unread', remaining: 'cancel' },
        },
        {
          action: 'campaign.held',
          by: 'system',
          at: '2026-11-22T08:31:00.000Z',
          reason: null,
          about: null,
        },
        {
          action: 'retry',
          by: 'key_hr',
          at: '2026-11-22T08:32:00.000Z',
          reason: 'Ещё раз',
          about: { reasons: ['no_access'], include_unproven: false },
        },
      ],
    },
    rows: people.map((person, at) => ({ ...person, delivery_id: `dlv_${at + 1}`, user_id: at + 1 })),
  };
}

const RUSSIAN = { language: 'ru', timeZone: 'Europe/Moscow' } as const;
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\n/g)?.length ?? 0;
/** Where lines are broken is the page's business. */
const solid = (text: string): string => text.replace(/\s+/g, '');

describe('a printed evidence sheet', () => {
  const printer = new EvidencePrinter();

  it('says in letters that can be read who was sent what, read and confirmed it, and what it is not', async () => {
    const pdf = await printer.print(sheetOf([DONE, WAITING]), RUSSIAN);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const text = solid(textOf(pdf));
    const parts = [
      ...['Лист ознакомления', 'Это не подпись', 'Приказ № 17-к «Об охране труда»', 'не является подписью'],
      ...['Здравствуйте!', 'Ознакомьтесь с приказом № 17-к до 30 ноября. [U+2705]', 'Опечатка в дате'],
      ...['Анна Смирнова', 'Отдел кадров', 'Ёлкина Щелкунья Эдуардовна', 'отправлено', 'ждёт отправки'],
      // Moscow is three hours ahead.
      ...['22.11.2026 10:00:00', 'не раньше 22.11.2026 10:40:00', 'не позже 22.11.2026 11:05:00'],
      ...['Есть вопрос', 'версия 2, событие 70002', 'Ознакомлен', 'версия 1, событие 70001'],
      ...['напоминание 1: 22.11.2026 11:00:00', 'правка до версии 2: 22.11.2026 11:15:00'],
      ...['Кому: с тегом «Склад»', 'Кроме: с ролью гость', 'тег Склад'],
      ...['правка текста · key_hr · версия 2 · смысл прежний · причина: Опечатка в дате'],
      ...['отзыв · key_hr · у тех, кто не прочитал · остальным не отправлять · причина: Отменён'],
      ...['приостановлена системой · система', 'повтор тем, кому не дошло · key_hr · нет доступа · причина'],
      ...['Кнопки: «Ознакомлен(а)» (подтверждение)', 'Вложения: 0199a3c4', 'Без предпросмотра ссылок'],
      ...[HASH.slice(0, 32), HASH.slice(32), `Хеш листа: ${HEAD}`, 'стр. 1 из'],
    ];
    expect(parts.filter((part) => !text.includes(solid(part)))).toEqual([]);
  });

  it('has the hash of the sheet and the headings of its table on each page', async () => {
    const pdf = await printer.print(sheetOf(Array.from({ length: 120 }, () => DONE)), {
      language: 'en',
      timeZone: 'UTC',
    });
    const pages = pagesOf(pdf);
    expect(pages).toBeGreaterThan(4);
    const text = solid(textOf(pdf));
    expect(text.split(solid(`Hash of the sheet: ${HEAD} · is no signature`))).toHaveLength(pages + 1);
    expect(text.includes(`page${pages}of${pages}`)).toBe(true);
    expect(text.split(solid('Hash of the row')).length).toBeGreaterThanOrEqual(pages);
    expect([1, 60, 120].filter((id) => !text.includes(`ID${id}tag`))).toEqual([]);
  });

  it('is printed after one that could not be', async () => {
    const broken = { ...sheetOf([DONE]), rows: [{ ...sheetOf([DONE]).rows[0], reminders: null }] };
    const [failed, made] = await Promise.allSettled([
      printer.print(broken as unknown as EvidenceSheet, RUSSIAN),
      printer.print(sheetOf([WAITING]), RUSSIAN),
    ]);
    expect([failed.status, made.status]).toEqual(['rejected', 'fulfilled']);
  });
});
