import { ANY_REACTION } from '#lib/content';
import type { ExportLanguage, Worded } from '#lib/exports';
import type { Json } from './domain/canonical.js';
import { asList, asMembers, shown } from './domain/json.js';

const KINDS: Readonly<Record<string, Worded>> = {
  ack: { ru: 'подтверждение', en: 'confirms' },
  choice: { ru: 'ответ', en: 'answers' },
  url: { ru: 'ссылка', en: 'opens' },
  question: { ru: 'вопрос', en: 'asks' },
};
const BUTTONS: Worded = { ru: 'Кнопки', en: 'Buttons' };
const REACTION: Worded = { ru: 'Подтверждает реакция', en: 'Confirmed by a reaction' };
const ANY: Worded = { ru: 'любая', en: 'any' };
const PARTS: Readonly<Record<string, Worded>> = {
  files: { ru: 'Вложения', en: 'Files' },
  display_name: { ru: 'Имя над сообщением', en: 'Name above the message' },
  avatar_url: { ru: 'Картинка', en: 'Picture' },
  'link_preview=false': { ru: 'Без предпросмотра ссылок', en: 'Without a preview of links' },
};

/** What a message carries besides its text, a line each; nothing: it carries nothing. */
export function contentWords(parts: Json | undefined, language: ExportLanguage): string {
  return Object.entries(asMembers(parts))
    .map(([key, value]) => {
      if (key === 'buttons') return `${BUTTONS[language]}: ${buttonWords(value, language)}`;
      if (key === 'acknowledge_by') return `${REACTION[language]}: ${reactionWords(value, language)}`;
      const whole = PARTS[`${key}=${shown(value)}`];
      if (whole !== undefined) return whole[language];
      const told = Array.isArray(value) ? asList(value).map(shown).join(', ') : shown(value);
      return `${PARTS[key]?.[language] ?? key}: ${told}`;
    })
    .join('\n');
}

function reactionWords(value: Json, language: ExportLanguage): string {
  const { reaction } = asMembers(value);
  return reaction === ANY_REACTION ? ANY[language] : shown(reaction);
}

function buttonWords(rows: Json, language: ExportLanguage): string {
  return asList(rows)
    .flatMap(asList)
    .map((button) => {
      const { type, text, value, url, prompt } = asMembers(button);
      const kind = KINDS[shown(type)]?.[language] ?? shown(type);
      const detail = value ?? url ?? prompt;
      return `«${shown(text)}» (${kind}${detail === undefined ? '' : ` ${shown(detail)}`})`;
    })
    .join(', ');
}
