import type { ClosingReason, FollowUpReason } from '#lib/deliveries';
import type { FailureGroup } from '#lib/reports';
import type { Language } from '../problem/language.js';

interface Told {
  /** What happened. */
  readonly title: string;
  readonly advice: string;
}

/** What a group of failures is called, and what can be done about it. */
export function failureText({ state, reason }: FailureGroup, language: Language): Told {
  const of = (texts: Texts): Told => ({ title: texts[language][0], advice: texts[language][1] });
  if (state === 'unknown' || state === 'expired' || state === 'cancelled') return of(OF_STATES[state]);
  return of(isKnown(reason) ? OF_REASONS[reason] : UNHEARD_OF);
}

type Texts = Readonly<Record<Language, readonly [title: string, advice: string]>>;

/** Announcements alone are told here. */
type AnnouncementReason = Exclude<ClosingReason, FollowUpReason>;

const isKnown = (reason: string | null): reason is AnnouncementReason =>
  reason !== null && Object.hasOwn(OF_REASONS, reason);

const OF_STATES: Readonly<Record<'unknown' | 'expired' | 'cancelled', Texts>> = {
  unknown: {
    en: ['Being found out', 'Nothing: the chat is read until it is known whether the message is there.'],
    ru: ['Проверяется', 'Ничего: чат перечитывается, пока не станет ясно, есть ли в нём сообщение.'],
  },
  expired: {
    en: ['Not sent in time', 'Send it again if it still matters: retry-failed with a later expires_at.'],
    ru: [
      'Не успели отправить в срок',
      'Если это ещё нужно, повторите отправку: retry-failed с более поздним expires_at.',
    ],
  },
  cancelled: {
    en: ['The run was stopped', 'Nothing, or a new campaign for these people.'],
    ru: ['Рассылку остановили', 'Ничего или новая рассылка этим людям.'],
  },
};

const UNHEARD_OF: Texts = {
  en: ['Another reason', 'See the recipients: the history of each tells what happened.'],
  ru: ['Другая причина', 'Посмотрите получателей: в истории каждого видно, что произошло.'],
};

const OF_REASONS: Readonly<Record<AnnouncementReason, Texts>> = {
  suspended: {
    en: ['Deactivated', 'Nothing, unless they come back: then retry-failed.'],
    ru: ['Отключены в мессенджере', 'Ничего. Если вернутся, повторите отправку.'],
  },
  bot: {
    en: ['Bots', 'Nothing: bots read no announcements.'],
    ru: ['Боты', 'Ничего: боты объявлений не читают.'],
  },
  not_found: {
    en: ['Unknown to the messenger', 'Sync the directory; if they are there afterwards, retry-failed.'],
    ru: ['Мессенджер их не знает', 'Обновите справочник; если они там появятся, повторите отправку.'],
  },
  invite_pending: {
    en: ['Have not accepted the invitation', 'Have them accept it, then retry-failed.'],
    ru: ['Не приняли приглашение', 'Попросите принять приглашение, затем повторите отправку.'],
  },
  guest: {
    en: ['Guests', 'Nothing: the campaign leaves guests out.'],
    ru: ['Гости', 'Ничего: рассылка не для гостей.'],
  },
  excluded: {
    en: ['Excluded by the audience', 'Nothing: that is what the exclusion is for.'],
    ru: ['Исключены условиями аудитории', 'Ничего: так задано в аудитории.'],
  },
  opted_out: {
    en: ['Do not want campaigns', 'Tell them in another way where you must.'],
    ru: ['Отказались от рассылок', 'Если сообщить необходимо, сделайте это иначе.'],
  },
  direct_message_refused: {
    en: ['The messenger refuses a private chat', 'See whether the bot may write to them, then retry-failed.'],
    ru: ['Мессенджер не даёт личный чат', 'Проверьте, может ли бот им писать, затем повторите отправку.'],
  },
  no_access: {
    en: [
      'The bot has no access',
      "Check the bot's scopes and its place in the workspace, then retry-failed.",
    ],
    ru: ['У бота нет доступа', 'Проверьте права бота и его место в пространстве, затем повторите отправку.'],
  },
  refused_by_messenger: {
    en: ['Refused by the messenger', 'See one recipient for its answer; retry-failed once it is mended.'],
    ru: [
      'Мессенджер отказал',
      'Ответ мессенджера виден у получателя; исправьте причину и повторите отправку.',
    ],
  },
  content_refused: {
    en: ['The messenger did not take the text', 'Mend the text in a new version, then retry-failed.'],
    ru: ['Мессенджер не принял текст', 'Исправьте текст новой версией, затем повторите отправку.'],
  },
  chat_archived: {
    en: ['Archived chats', 'Take the chat out of the archive, then retry-failed.'],
    ru: ['Чаты в архиве', 'Верните чат из архива и повторите отправку.'],
  },
  unproven: {
    en: [
      'Given up: nobody knows whether it arrived',
      'Look into the chat of each; retry-failed with this reason may send a second copy.',
    ],
    ru: [
      'Закрыто: неизвестно, дошло ли',
      'Посмотрите чат каждого; повтор с этой причиной может дать вторую копию.',
    ],
  },
};
