import { type ReportedError } from './error-report.js';

/** Whom an error of a send is about, as far as its key and code tell. */
type ErrorSubject =
  | 'content'
  /** The message that the refused one was to answer. */
  | 'parent'
  | 'person'
  /** By the code alone, which fits the person and the parent alike. */
  | 'person_perhaps'
  | 'unclear';

const CONTENT_KEYS: ReadonlySet<string> = new Set([
  'content',
  'files',
  'buttons',
  'display_name',
  'display_avatar_url',
  'skip_invite_mentions',
  'link_preview',
  'due_at',
  'kind',
  // An entity type that the messenger does not know is a fault of the request for every recipient alike.
  'entity_type',
]);

const PARENT_KEYS: ReadonlySet<string> = new Set(['parent_message_id', 'parent_message', 'parent']);

const PERSON_KEYS: ReadonlySet<string> = new Set([
  'entity_id',
  'entity',
  'user_id',
  'user',
  'recipient',
  'member',
  'performer_ids',
  'chat_id',
  'chat',
  'discussion',
]);

/** Codes that speak of a message that is there already: of a new one that can only be its parent. */
const PARENT_CODES: ReadonlySet<string> = new Set(['message_deleted', 'thread_message']);

/** Codes that, without a telling key, speak of the addressee. */
const PERSON_CODES: ReadonlySet<string> = new Set([
  'personal_chat',
  'not_found',
  'forbidden',
  'permission_denied',
  'not_authorized',
]);

/**
 * The key decides, since codes such as `not_found` fit anything; it may be bare (`content`) or a path
 * (`message.buttons[0].url`), the spelling being undocumented.
 */
export function subjectOf(error: ReportedError): ErrorSubject {
  const parts = error.key.toLowerCase().split(/[.[\]]+/);
  if (parts.some((part) => PARENT_KEYS.has(part))) return 'parent';
  if (parts.some((part) => CONTENT_KEYS.has(part))) return 'content';
  if (parts.some((part) => PERSON_KEYS.has(part))) return 'person';
  if (PARENT_CODES.has(error.code)) return 'parent';
  return PERSON_CODES.has(error.code) ? 'person_perhaps' : 'unclear';
}
