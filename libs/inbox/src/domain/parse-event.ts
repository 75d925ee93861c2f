import type { InboundBody } from './inbound-event.js';

/** What a payload says and when the messenger said it. */
export interface ParsedEvent {
  readonly body: InboundBody;
  /** Seconds since 1970, by the messenger's clock. */
  readonly saidAtSeconds: number;
}

type Payload = Readonly<Record<string, unknown>>;

/** Longest text that is kept of any field; the vendor's own limit for button data is 255. */
const TEXT_MAX = 255;
/** The vendor's own limit of `private_metadata`. */
const METADATA_MAX = 3_000;
/** More than twice what a field of ours takes, so that what is too long is seen to be. */
const FIELD_MAX = 8_000;
/** Blocks of a form (the vendor's OpenAPI document). */
const FIELDS_MAX = 100;

/**
 * Reads the body of a webhook, or the payload of an entry of the event history.
 *
 * Names and shapes are those of the vendor's schemas (its guide's sample handler uses others, which never come). What
 * is missing or of another form makes the whole event unreadable: half of an event is worse than none.
 *
 * @returns `null`: it does not have the form that its type promises
 */
export function parseEvent(payload: unknown): ParsedEvent | null {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return null;
  const fields = payload as Payload;
  const saidAtSeconds = fields['webhook_timestamp'];
  if (!isSeconds(saidAtSeconds)) return null;
  const body = bodyOf(fields);
  return body === null ? null : { body, saidAtSeconds };
}

function bodyOf(fields: Payload): InboundBody | null {
  const { type, event } = fields;
  if (typeof type !== 'string' || typeof event !== 'string') return null;
  switch (type) {
    case 'message':
      return message(fields, event);
    case 'reaction':
      return reaction(fields, event);
    case 'button':
      return click(fields, event);
    case 'view':
      return submission(fields, event);
    case 'company_member':
      return members(fields, event);
    default:
      return { type: 'other', event: text(`${type}.${event}`) };
  }
}

function message(fields: Payload, event: string): InboundBody | null {
  if (event !== 'new' && event !== 'update' && event !== 'delete') return null;
  const ids = idsOf(fields, ['id', 'chat_id', 'user_id', 'entity_id']);
  const createdAt = instant(fields['created_at']);
  if (ids === null || createdAt === null || typeof fields['entity_type'] !== 'string') return null;
  const [messageId, chatId, userId, entityId] = ids as [number, number, number, number];
  return {
    type: 'message',
    event,
    messageId,
    chatId,
    userId,
    entityId,
    createdAt,
    entityType: text(fields['entity_type']),
    parentMessageId: isId(fields['parent_message_id']) ? fields['parent_message_id'] : null,
    isInThread: (fields['thread'] ?? null) !== null,
    changedAt: instant(fields['changed_at']),
  };
}

function reaction(fields: Payload, event: string): InboundBody | null {
  if (event !== 'new' && event !== 'delete') return null;
  const ids = idsOf(fields, ['message_id', 'user_id']);
  const createdAt = instant(fields['created_at']);
  const { code, name } = fields;
  if (ids === null || createdAt === null || typeof code !== 'string' || typeof name !== 'string') return null;
  const [messageId, userId] = ids as [number, number];
  return { type: 'reaction', event, messageId, userId, code: text(code), name: text(name), createdAt };
}

function click(fields: Payload, event: string): InboundBody | null {
  const ids = idsOf(fields, ['message_id', 'chat_id', 'user_id']);
  const { data, trigger_id: triggerId } = fields;
  if (event !== 'click' || ids === null || typeof data !== 'string' || typeof triggerId !== 'string')
    return null;
  const [messageId, chatId, userId] = ids as [number, number, number];
  return { type: 'button', event, messageId, chatId, userId, data: text(data), triggerId: text(triggerId) };
}

function submission(fields: Payload, event: string): InboundBody | null {
  const { callback_id: callbackId, private_metadata: privateMetadata, chat_id: chatId, data } = fields;
  const ids = idsOf(fields, ['user_id']);
  if (event !== 'submit' || ids === null) return null;
  const [userId] = ids as [number];
  const typed = Object.entries(typeof data === 'object' && data !== null ? data : {})
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .slice(0, FIELDS_MAX)
    .map(([name, value]) => [text(name), text(value, FIELD_MAX)] as const);
  return {
    type: 'view',
    event,
    userId,
    callbackId: typeof callbackId === 'string' ? text(callbackId) : null,
    privateMetadata: typeof privateMetadata === 'string' ? text(privateMetadata, METADATA_MAX) : null,
    chatId: isId(chatId) ? chatId : null,
    fields: Object.fromEntries(typed),
  };
}

function members(fields: Payload, event: string): InboundBody | null {
  const userIds = fields['user_ids'];
  const createdAt = instant(fields['created_at']);
  if (!Array.isArray(userIds) || !userIds.every(isId) || createdAt === null) return null;
  return { type: 'company_member', event: text(event), userIds, createdAt };
}

function idsOf(fields: Payload, names: readonly string[]): number[] | null {
  const ids = names.map((name) => fields[name]);
  return ids.every(isId) ? ids : null;
}

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

/** A second between 1970 and the year 2286, so that Postgres can add it up. */
const isSeconds = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 10_000_000_000;

const INSTANT =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

function instant(value: unknown): string | null {
  return typeof value === 'string' && INSTANT.test(value) ? value : null;
}

/** Postgres stores neither NUL nor half a character: one odd event must not stop those behind it. */
function text(value: string, max = TEXT_MAX): string {
  return value
    .slice(0, max)
    .replaceAll('\0', '\uFFFD')
    .replace(/\p{Surrogate}/gu, '\uFFFD');
}
