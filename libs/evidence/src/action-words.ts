import { type ExportLanguage, REASON_WORDS, type Worded } from '#lib/exports';
import type { Json } from './domain/canonical.js';
import { asList, asMembers, shown } from './domain/json.js';

const ACTIONS: Readonly<Record<string, Worded>> = {
  recall: { ru: 'отзыв', en: 'recalled' },
  edit: { ru: 'правка текста', en: 'text edited' },
  retry: { ru: 'повтор тем, кому не дошло', en: 'sent again to whom it did not reach' },
  resolve_bind: { ru: 'сомнение решено: сообщение найдено', en: 'doubt settled: the message was found' },
  resolve_send_again: { ru: 'сомнение решено: отправить снова', en: 'doubt settled: to be sent again' },
  resolve_close_as_unproven: {
    ru: 'сомнение закрыто: узнать не удалось',
    en: 'doubt closed: it could not be found out',
  },
  'campaign.started': { ru: 'запуск', en: 'started' },
  'campaign.paused': { ru: 'пауза', en: 'paused' },
  'campaign.held': { ru: 'приостановлена системой', en: 'held by the system' },
  'campaign.resumed': { ru: 'продолжение', en: 'resumed' },
  'campaign.reopened': { ru: 'снова открыта', en: 'opened again' },
  'campaign.cancelling': { ru: 'отмена', en: 'cancelled' },
};

const SYSTEM: Worded = { ru: 'система', en: 'the system' };
const REASON: Worded = { ru: 'причина', en: 'reason' };

/** Facts of an action by their name and value, such as `scope=unread`; an empty word says nothing worth a word. */
const FACTS: Readonly<Record<string, Worded>> = {
  'scope=all': { ru: 'у всех', en: 'of everybody' },
  'scope=unread': { ru: 'у тех, кто не прочитал', en: 'of those who have not read it' },
  'remaining=cancel': { ru: 'остальным не отправлять', en: 'nobody else gets it' },
  'remaining=pause': { ru: 'остальным — пауза', en: 'paused for the others' },
  'material=true': {
    ru: 'смысл изменён, подтвердить заново',
    en: 'says something else, to be confirmed anew',
  },
  'material=false': { ru: 'смысл прежний', en: 'says the same' },
  'include_unproven=true': {
    ru: 'и тем, о ком не удалось узнать',
    en: 'and where it could not be found out',
  },
  'include_unproven=false': { ru: '', en: '' },
  'message_id=null': { ru: '', en: '' },
};
const NAMES: Readonly<Record<string, Worded>> = {
  version: { ru: 'версия', en: 'version' },
  delivery_id: { ru: 'сообщение', en: 'delivery' },
  message_id: { ru: 'ID в мессенджере', en: 'message' },
};

/** What somebody did to the campaign, who and why, in words. What this version has no word for stays as it is. */
export function actionWords(action: Readonly<Record<string, Json>>, language: ExportLanguage): string[] {
  const { action: what, by, reason, about } = action;
  const name = shown(what);
  const told = [
    ACTIONS[name]?.[language] ?? name,
    by === 'system' ? SYSTEM[language] : by == null ? '' : shown(by),
    ...Object.entries(asMembers(about)).map(([key, value]) => factWords(key, value, language)),
    reason == null ? '' : `${REASON[language]}: ${shown(reason)}`,
  ];
  return told.filter((part) => part !== '');
}

function factWords(key: string, value: Json, language: ExportLanguage): string {
  const whole = FACTS[`${key}=${shown(value)}`];
  if (whole !== undefined) return whole[language];
  if (key === 'reasons')
    return asList(value)
      .map((code) => REASON_WORDS[shown(code)]?.[language] ?? shown(code))
      .join(', ');
  return `${NAMES[key]?.[language] ?? key} ${shown(value)}`;
}
