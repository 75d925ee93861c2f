import type { NotYetReason } from '#lib/reports';
import type { Language } from '../problem/language.js';

/** Why somebody has not, and what to do about it. */
export function notYetText(
  why: NotYetReason,
  unreadDays: number,
  language: Language,
): { readonly title: string; readonly advice: string } {
  const [title, advice] = TEXTS[why][language];
  return { title: title.replace('{days}', String(unreadDays)), advice };
}

type Told = readonly [title: string, advice: string];

const TEXTS: Readonly<Record<NotYetReason, Readonly<Record<Language, Told>>>> = {
  on_its_way: {
    en: ['Not sent yet', 'Wait: their message is still on its way.'],
    ru: ['Ещё не отправлено', 'Подождать: сообщение ещё в пути.'],
  },
  not_sent: {
    en: ['Did not get it', 'See …/failures: why, and what can be sent again.'],
    ru: ['Не получили', 'Посмотрите причины в …/failures и что можно отправить повторно.'],
  },
  recalled: {
    en: ['Their message was taken back', 'Nothing: there is nothing to read any more.'],
    ru: ['Сообщение у них отозвано', 'Ничего: читать больше нечего.'],
  },
  deactivated: {
    en: ['Deactivated or gone', 'Nothing: they do not use the messenger any more.'],
    ru: ['Отключены или ушли', 'Ничего: мессенджером они больше не пользуются.'],
  },
  never_confirmed: {
    en: ['Have not accepted the invitation', 'Have them accept it: the message waits for them.'],
    ru: ['Не приняли приглашение', 'Попросите принять приглашение: сообщение их ждёт.'],
  },
  opted_out: {
    en: ['Do not want campaigns', 'They get no reminders: tell them in another way where you must.'],
    ru: ['Отказались от рассылок', 'Напоминаний они не получат: если необходимо, сообщите иначе.'],
  },
  away: {
    en: ['Away', 'Wait: they will see it when they are back.'],
    ru: ['Отсутствуют', 'Подождать: увидят, когда вернутся.'],
  },
  read_only: {
    en: ['Have read it, and have not confirmed', 'Remind them to confirm.'],
    ru: ['Прочитали, но не подтвердили', 'Напомните подтвердить.'],
  },
  unread_long: {
    en: ['Unread for {days} days or more', 'Remind them, or have somebody tell them.'],
    ru: ['Не читают дней: {days} и больше', 'Напомните или попросите сказать им лично.'],
  },
  unread: {
    en: ['Unread so far', 'Most will read it yet: remind them when it is urgent.'],
    ru: ['Пока не прочитали', 'Многие ещё прочитают: напомните, если срочно.'],
  },
};
