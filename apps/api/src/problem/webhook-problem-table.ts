import { type ProblemKind, say } from './problem-kind.js';
import { WEBHOOK_URL_RU } from './russian-words.js';

/** What posting to other systems, and being posted to, is refused for: a part of `PROBLEMS`. */
export const WEBHOOK_PROBLEMS: Readonly<Record<string, ProblemKind>> = {
  too_many_streams: {
    status: 429,
    title: { en: 'Too many streams', ru: 'Слишком много потоков' },
    detailRu: ({ max }) =>
      `Открытых потоков может быть не больше ${say(max)}. Один поток несёт много тем; закройте ненужные.`,
  },
  event_not_found: {
    status: 404,
    title: { en: 'Event not found', ru: 'События нет' },
    detailRu: ({ days }) =>
      `Такого события нет, или оно старше ${say(days)} дней и уже забыто. Что хранится, покажет GET /v1/events.`,
  },
  webhook_endpoint_unknown: {
    status: 404,
    title: { en: 'Webhook endpoint not found', ru: 'Адреса вебхука нет' },
    detailRu: () => 'Такого адреса вебхука нет. Список: GET /v1/webhook_endpoints.',
  },
  webhook_delivery_unknown: {
    status: 404,
    title: { en: 'Webhook delivery not found', ru: 'Такой отправки нет' },
    detailRu: () => 'У этого адреса вебхука такой отправки нет, или её событие уже забыто.',
  },
  webhook_disabled: {
    status: 409,
    title: { en: 'Webhook endpoint is disabled', ru: 'Адрес вебхука выключен' },
    detailRu: () => 'Этот адрес вебхука выключен. Сначала включите его: PATCH с {"enabled": true}.',
  },
  webhook_limit: {
    status: 409,
    title: { en: 'Too many webhook endpoints', ru: 'Слишком много адресов вебхуков' },
    detailRu: ({ max }) => `Адресов вебхуков может быть не больше ${say(max)}. Удалите ненужный.`,
  },
  webhook_url_refused: {
    status: 422,
    title: { en: 'Webhook address refused', ru: 'Адрес вебхука не подходит' },
    detailRu: ({ reason }) => WEBHOOK_URL_RU[say(reason)] ?? 'На такой адрес события не отправляются.',
  },
  webhook_not_found: {
    status: 404,
    title: { en: 'Webhook not found', ru: 'Вебхука нет' },
    detailRu: () => 'У этого бота вебхук не настроен. Настройте его: POST /v1/senders/{id}/webhook.',
  },
  signature_invalid: {
    status: 401,
    title: { en: 'Signature invalid', ru: 'Подпись не подходит' },
    detailRu: () =>
      '«Pachca-Signature» — это HMAC-SHA256 тела запроса с секретом бота, шестнадцатеричными цифрами. Укажите секрет, ' +
      'который показывает мессенджер: PATCH /v1/senders/{id}/webhook.',
  },
};
