import { type ProblemKind, say } from './problem-kind.js';
import { APPROVER_RU, CONFIRMED_PARTS_RU } from './russian-words.js';

/** What confirming, and agreeing to, a campaign may be refused with: a part of `PROBLEMS`. */
export const APPROVAL_PROBLEMS = {
  state_changed: {
    status: 409,
    title: { en: 'Changed since it was confirmed', ru: 'Изменилось после проверки' },
    detailRu: ({ changed }) =>
      `После проверки, которую вы подтвердили, изменилось: ${[changed]
        .flat()
        .map((part) => CONFIRMED_PARTS_RU[say(part)] ?? say(part))
        .join(
          ', ',
        )}. Ничего не сделано. Посмотрите ещё раз (POST …/check) и подтвердите то, что есть сейчас.`,
  },
  recipient_limit_exceeded: {
    status: 409,
    title: { en: 'More people than allowed', ru: 'Получателей больше, чем разрешено' },
    detailRu: ({ max, actual }) =>
      `Сообщение получили бы ${say(actual)} человек, а max_recipients разрешает ${say(max)}. Ничего не сделано.`,
  },
  key_limit_exceeded: {
    status: 403,
    title: { en: 'Beyond the limit of the key', ru: 'Больше, чем разрешено ключу' },
    detailRu: ({ max, actual, key_id: key }) =>
      `Сообщение касалось бы ${say(actual)} человек, а ключу ${say(key)} разрешено не больше ${say(max)} (limits.max_recipients). ` +
      'Ничего не сделано. Сузьте аудиторию или обратитесь к администратору.',
  },
  audience_not_allowed: {
    status: 403,
    title: { en: 'People outside of what the key allows', ru: 'Не все из разрешённых ключу' },
    detailRu: ({ outside, actual, key_id: key }) =>
      `Из ${say(actual)} человек вне аудитории, разрешённой ключу ${say(key)} (limits.audience): ${say(outside)}. Ничего не сделано. ` +
      'Исключите их или обратитесь к администратору.',
  },
  approval_required: {
    status: 409,
    title: { en: 'A second person has to agree', ru: 'Нужно согласие второго человека' },
    detailRu: ({ people, above }) =>
      `Сообщение увидели бы ${say(people)} человек. На рассылку всем и более чем ${say(above)} людям нужно согласие второго ` +
      'человека. Ничего не сделано. Запросите его через POST …/submit; ответит другой человек своим личным ключом: POST …/approve.',
  },
  second_person_required: {
    status: 409,
    title: { en: 'A second person has to do it', ru: 'Это делает второй человек' },
    detailRu: ({ people, above }) =>
      `Новый текст увидели бы ${say(people)} человек, и его никто не согласовал, а на сообщение всем и более чем ${say(above)} людям ` +
      'нужен второй человек. Ничего не сделано. Пусть это сделает тот, кто эту рассылку не писал, не менял и не отправлял, своим личным ' +
      'ключом с правом «campaigns:approve»; или отправьте новую рассылку с согласованием.',
  },
  approver_refused: {
    status: 403,
    title: { en: 'Not a second person', ru: 'Это не второй человек' },
    detailRu: ({ why }) => APPROVER_RU[say(why)] ?? 'Согласовать может только другой человек.',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
