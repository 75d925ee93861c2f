import type { ExportLanguage, Worded } from '#lib/exports';
import type { Json } from './domain/canonical.js';
import { asList, asMembers, shown } from './domain/json.js';

/** People that are named by their ids, on paper; JSON has all of them. */
const NAMED_IDS = 50;

const ALL: Worded = { ru: 'все сотрудники', en: 'everybody' };
const OR: Worded = { ru: ' или ', en: ' or ' };
const AND: Worded = { ru: ' и ', en: ' and ' };
const TO: Worded = { ru: 'Кому', en: 'To' };
const EXCEPT: Worded = { ru: 'Кроме', en: 'Except' };
const MORE: Worded = { ru: 'и ещё', en: 'and more:' };

/** What a list of values says, by the name of its selector. */
const LISTS: Readonly<Record<string, Worded>> = {
  tags_any: { ru: 'с тегом', en: 'with the tag' },
  tags_all: { ru: 'со всеми тегами', en: 'with all of the tags' },
  departments: { ru: 'из отдела', en: 'of the department' },
  titles: { ru: 'в должности', en: 'with the title' },
  roles: { ru: 'с ролью', en: 'with the role' },
  time_zones: { ru: 'живут по времени', en: 'in the time zone' },
  users: { ru: 'поимённо, ID', en: 'by name, ID' },
  chats: { ru: 'участники чата', en: 'members of the chat' },
  audiences: { ru: 'из сохранённой аудитории', en: 'of the saved audience' },
};

/** Values that are words of the product and no names. */
const VALUES: Readonly<Record<string, Worded>> = {
  company: { ru: 'компании', en: "the company's" },
  admin: { ru: 'администратор', en: 'admin' },
  user: { ru: 'сотрудник', en: 'user' },
  multi_guest: { ru: 'мультигость', en: 'multi-guest' },
  guest: { ru: 'гость', en: 'guest' },
  other: { ru: 'другая', en: 'other' },
};
const OF_OUR_WORDS = ['roles', 'time_zones'];

const RESULTS: Readonly<Record<string, Worded>> = {
  sent: { ru: 'получил', en: 'has got it' },
  not_sent: { ru: 'не получил', en: 'has not got it' },
  failed: { ru: 'не удалось отправить', en: 'could not be sent to' },
  read: { ru: 'прочитал', en: 'has read it' },
  unread: { ru: 'не прочитал', en: 'has not read it' },
  acknowledged: { ru: 'подтвердил', en: 'has confirmed it' },
  not_acknowledged: { ru: 'не подтвердил', en: 'has not confirmed it' },
};

/**
 * The rules of an audience as people would say them, one line each. What a newer version has written and this one does
 * not know stays as it is: a sheet leaves nothing out.
 */
export function audienceWords(audience: Json | undefined, language: ExportLanguage): string {
  const { type, include, exclude } = asMembers(audience);
  const rules = asList(include);
  if (type !== 'rules' || rules.length === 0) return shown(audience);
  const line = (word: Worded, selectors: readonly Json[]): string =>
    `${word[language]}: ${selectors.map((selector) => selectorWords(selector, language)).join('; ')}`;
  const except = asList(exclude);
  return [line(TO, rules), ...(except.length === 0 ? [] : [line(EXCEPT, except)])].join('\n');
}

function selectorWords(selector: Json, language: ExportLanguage): string {
  const [[key, value] = ['', null], ...others] = Object.entries(asMembers(selector));
  if (others.length > 0) return shown(selector);
  if (key === 'everyone') return ALL[language];
  if (key === 'all_of')
    return asList(value)
      .map((part) => selectorWords(part, language))
      .join(AND[language]);
  if (key === 'custom_property') {
    const { name, values } = asMembers(value);
    return `${quoted(name)}: ${asList(values).map(quoted).join(OR[language])}`;
  }
  if (key === 'run_results') {
    const { run_id: run, results } = asMembers(value);
    return `${shown(run)}: ${asList(results)
      .map((result) => RESULTS[shown(result)]?.[language] ?? shown(result))
      .join(OR[language])}`;
  }
  const words = LISTS[key];
  return words === undefined
    ? shown(selector)
    : `${words[language]} ${listWords(key, asList(value), language)}`;
}

function listWords(key: string, values: readonly Json[], language: ExportLanguage): string {
  const told = values.slice(0, NAMED_IDS).map((value) => {
    const ours = OF_OUR_WORDS.includes(key) ? VALUES[shown(value)]?.[language] : undefined;
    return ours ?? (typeof value === 'number' ? String(value) : quoted(value));
  });
  const separator = key === 'tags_all' ? AND[language] : key === 'users' ? ', ' : OR[language];
  const left = values.length - told.length;
  return told.join(separator) + (left > 0 ? ` ${MORE[language]} ${left}` : '');
}

const quoted = (value: Json | undefined): string => `«${shown(value)}»`;

const LABELS: Readonly<Record<string, Worded>> = {
  'tag:': { ru: 'тег ', en: 'tag ' },
  'tags:': { ru: 'теги ', en: 'tags ' },
  'department:': { ru: 'отдел ', en: 'department ' },
  'title:': { ru: 'должность ', en: 'title ' },
  'property:': { ru: 'поле ', en: 'property ' },
  'role:': { ru: 'роль ', en: 'role ' },
  'time_zone:': { ru: 'время ', en: 'time zone ' },
  'audience:': { ru: 'аудитория ', en: 'audience ' },
  'chat:': { ru: 'чат ', en: 'chat ' },
  'run:': { ru: 'выпуск ', en: 'run ' },
};
const WHOLE_LABELS: Readonly<Record<string, Worded>> = {
  everyone: ALL,
  person: { ru: 'поимённо', en: 'by name' },
  late_join: { ru: 'вошёл в аудиторию после запуска', en: 'joined after the launch' },
};

/** Why somebody is in or out, as their row says it (`tag:Склад & department:Офис`); what has no word of ours stays. */
export function labelWords(label: string | null, language: ExportLanguage): string | null {
  if (label === null) return null;
  return label
    .split(' & ')
    .map((part) => {
      const prefix = /^[a-z_]+:/.exec(part)?.[0] ?? '';
      const word = LABELS[prefix]?.[language];
      if (word !== undefined) return word + part.slice(prefix.length);
      return WHOLE_LABELS[part]?.[language] ?? part;
    })
    .join(' & ');
}
