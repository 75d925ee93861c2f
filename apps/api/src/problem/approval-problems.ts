import { type ProblemKind, say } from './problem-kind.js';
import { CONFIRMED_PARTS_RU } from './russian-words.js';

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
} as const satisfies Readonly<Record<string, ProblemKind>>;
