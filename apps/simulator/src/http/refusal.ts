import { type Answer } from './answer.js';

/** Localized, as the messenger's are; nobody should match on them. */
const MESSAGES: Readonly<Record<string, string>> = {
  blank: 'не может быть пустым',
  too_long: 'слишком большой размер',
  invalid: 'имеет неверное значение',
  not_found: 'не найден',
  personal_chat: 'нельзя написать этому пользователю',
  displayed_error: 'сообщение отклонено правилами пространства',
  invalid_webhook_url: 'неверный адрес',
  rate_limit: 'слишком много запросов',
  user_limit: 'слишком много реакций одного пользователя',
  unique_limit: 'слишком много разных реакций',
  trigger_not_found: 'не найден',
  trigger_expired: 'истёк',
  required: 'отсутствует',
  in: 'вне допустимых значений',
  forbidden: 'действие запрещено',
  access_denied: 'доступ запрещён',
  wrong_params: 'неверные параметры',
  payment_required: 'пространство не оплачено',
  message_deleted: 'сообщение удалено',
  thread_message: 'сообщение уже находится в треде',
  pin_failed: 'не удалось закрепить',
  already_exists: 'уже существует',
};

/** A request that is refused, with the answer it gets. Thrown by operations; nothing has been applied then. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(`Refused with ${String(answer.status)}`);
    this.name = 'Refusal';
  }
}

/** A refusal in the shape of a business or validation error. */
export function refusal(status: number, key: string, code: string, value: unknown = null): Refusal {
  return new Refusal({ status, body: apiError(key, code, value) });
}

/** A refusal in the shape of an OAuth error: who asks, not what. */
export function oauthRefusal(status: 401 | 403, error: string, description: string): Refusal {
  return new Refusal({ status, body: { error, error_description: description } });
}

export function apiError(key: string, code: string, value: unknown = null): unknown {
  return {
    errors: [{ key, value: textOf(value), message: MESSAGES[code] ?? code, code, payload: null }],
  };
}

export function invalidToken(description: string): Refusal {
  return oauthRefusal(401, 'invalid_token', description);
}

export function insufficientScope(scope: string): Refusal {
  return oauthRefusal(403, 'insufficient_scope', `Insufficient scope. Required: ${scope}`);
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
