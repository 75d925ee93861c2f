/** Why sending waits until the chats have been read. */
export type SafeModeCode =
  /** The database is another one than before. */
  | 'other_instance'
  /** A message exists that this database does not remember sending. */
  | 'forgotten_send';

/** Code of the hold that safe mode puts on runs. */
export const DATABASE_RESTORED = 'database_restored';

/** How long before the point that the database remembers chats are searched: clocks differ, and a backup takes a while. */
export const MARGIN_MS = 24 * 60 * 60_000;
/** The same for a probe, which asks only whether the seconds before the gap were forgotten. */
export const PROBE_MARGIN_MS = 2 * 60_000;
/** Deliveries of each run that are probed after a gap: whatever was forgotten, these were the next to be sent. */
export const PROBED = 20;

const WHY: Readonly<Record<SafeModeCode, { readonly en: string; readonly ru: string }>> = {
  other_instance: {
    en: 'The database was restored or replaced and may have forgotten messages that were sent.',
    ru: 'База данных восстановлена или заменена и могла забыть отправленные сообщения.',
  },
  forgotten_send: {
    en: 'A message was found that this database does not remember sending: it was put back to an earlier state, or a second Vestnik uses the same bot.',
    ru: 'Найдено сообщение, об отправке которого база данных не помнит: её вернули к прежнему состоянию, или тем же ботом пользуется второй Vestnik.',
  },
};

/** Why nobody joins a run any more, in both languages. */
export const JOIN_CLOSED_TEXT =
  'The database was restored: who had joined and is forgotten would get it twice, so nobody joins any more. Send to newcomers with another campaign. / ' +
  'База данных восстановлена: тот, кто уже присоединился и забыт, получил бы сообщение дважды, поэтому больше никто не присоединяется. Новым сотрудникам отправьте отдельную рассылку.';

/** What a held run says to people, in both languages. @param count deliveries of the run that are looked up */
export function holdText(code: SafeModeCode, count: number): string {
  return (
    `${WHY[code].en} ${count} messages are looked up in people's chats first; GET /v1/doctor tells how many are left. ` +
    `Then resume the campaign, or cancel it. / ${WHY[code].ru} Сначала проверяются чаты (сообщений: ${count}); ` +
    `сколько осталось, говорит GET /v1/doctor. Потом возобновите рассылку или отмените её.`
  );
}
