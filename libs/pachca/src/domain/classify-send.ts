import { type AnswerBody } from './answer-body.js';
import { type ErrorReport, readErrorReport } from './error-report.js';
import { subjectOf } from './error-subject.js';
import { type EntityType, type MessageDraft } from './message.js';
import {
  type RecipientRefusal,
  type SendObservation,
  type SendOutcome,
  type SenderRefusal,
} from './send-outcome.js';

type Answer = Extract<SendObservation, { kind: 'answer' }>;

/**
 * Decides what became of one attempt to send. Total and pure: only status, error codes and keys count, never a text.
 *
 * | Observation | Outcome |
 * |---|---|
 * | failure with no byte written (DNS, refused, connect timeout, TLS, guard) | `not_written` |
 * | failure after the first byte (timeout, reset, cut or oversized answer) | `doubtful` |
 * | 201, `data.id` a positive integer, `data.entity_id` ours | `accepted` |
 * | any other 2xx | `doubtful` bad_body |
 * | 3xx | `doubtful` redirect |
 * | 5xx, 408 | `doubtful` server_error, timeout |
 * | 429; 400, 403 or 422 with code `rate_limit` | `throttled` |
 * | 401; 400, 403 or 422 with OAuth error `invalid_token` | `sender_refused` token_rejected |
 * | 402; 400, 403 or 422 with code `payment_required` | `sender_refused` payment_required |
 * | 403 `insufficient_scope` | `sender_refused` scope_missing |
 * | 403 `access_denied` naming nobody; 403 with no API error in it | `sender_refused` access_denied; of a post into a chat `recipient_refused` no_access |
 * | of a reply: 400, 403, 404, 422 that names neither another part of the content nor, by its keys, the person alone | `reply_refused` |
 * | 400, 403, 404, 422 with an item whose key is part of the content | `content_refused` |
 * | 403 otherwise (a business rule about this person or chat) | `recipient_refused` |
 * | 404 otherwise | `recipient_refused` not_found |
 * | 400, 422 whose every item is about the person (key `entity_id`…; code `not_found`, `personal_chat`…) | `recipient_refused` |
 * | 400, 422 otherwise; 413 | `content_refused` |
 * | 400, 404, 422 with a body that is not JSON: not the API's answer | `doubtful` foreign_answer |
 * | 409: the backend detects duplicates, so it may mean "exists" | `doubtful` conflict |
 * | everything else | `doubtful` unexpected_status |
 *
 * Where a refusal fits two rows the milder one wins: sender (everything pauses, nobody is lost), then content (the
 * campaign pauses), then recipient (this delivery fails), so that one odd answer cannot burn an audience.
 * A reply that was refused is tried once more without its parent, so what may be about either is taken for the parent's:
 * the second answer tells.
 *
 * Where nothing proves that the message was not applied, the answer is doubt: it costs minutes, never a second copy.
 */
export function classifySend(
  observation: SendObservation,
  { entityId, entityType = 'user', parentMessageId }: SentTo,
): SendOutcome {
  if (observation.kind === 'answer') {
    const outcome = classifyAnswer(observation, entityId, parentMessageId !== undefined);
    return entityType === 'user' ? outcome : aboutChat(outcome);
  }
  if (!observation.isWritten) return { kind: 'not_written', cause: observation.cause };
  const { cause, status } = observation;
  return { kind: 'doubtful', cause, ...(status === undefined ? {} : { status }) };
}

/** Where a message was to go. `entityType`: `user` unless given. */
type SentTo = Pick<MessageDraft, 'entityId' | 'parentMessageId'> & { readonly entityType?: EntityType };

function classifyAnswer(answer: Answer, entityId: number, isReply: boolean): SendOutcome {
  const { status } = answer;
  if (status === 201 && answer.message?.entityId === entityId)
    return { kind: 'accepted', message: answer.message };
  if (status >= 200 && status < 300) return { kind: 'doubtful', cause: 'bad_body', status };
  if (status >= 300 && status < 400) return { kind: 'doubtful', cause: 'redirect', status };
  if (status >= 500 && status < 600) return { kind: 'doubtful', cause: 'server_error', status };
  switch (status) {
    case 401:
      return senderRefused('token_rejected', answer);
    case 402:
      return senderRefused('payment_required', answer);
    case 403:
      return classifyRefusal(answer, isReply);
    case 400:
    case 404:
    case 422:
      if (answer.body.kind === 'foreign') return { kind: 'doubtful', cause: 'foreign_answer', status };
      return classifyRefusal(answer, isReply);
    case 408:
      return { kind: 'doubtful', cause: 'timeout', status };
    case 409:
      return { kind: 'doubtful', cause: 'conflict', status };
    case 413:
      return { kind: 'content_refused', status, codes: codesOf(answer.body) };
    case 429:
      return { kind: 'throttled', retryAfterMs: answer.retryAfterMs };
    default:
      return { kind: 'doubtful', cause: 'unexpected_status', status };
  }
}

/**
 * Of a post into a chat: a 403 that names nobody is taken for the chat's. The messenger answers so for a chat that the
 * bot is not in, and a wrong chat must not hold every campaign of the bot; if it is the bot's after all, the next
 * direct message tells.
 */
function aboutChat(outcome: SendOutcome): SendOutcome {
  if (outcome.kind !== 'sender_refused' || outcome.reason !== 'access_denied') return outcome;
  return { ...outcome, kind: 'recipient_refused', reason: 'no_access' };
}

/** 400, 403, 404 or 422 of the API itself: whose fault is it? */
function classifyRefusal(answer: Answer, isReply: boolean): SendOutcome {
  const { status } = answer;
  const report = readErrorReport(answer.body);
  const codes = report.codes;
  const senderReason = senderReasonOf(report, status);
  if (senderReason !== null) return { kind: 'sender_refused', reason: senderReason, status, codes };
  if (codes.includes('rate_limit') && status !== 404)
    return { kind: 'throttled', retryAfterMs: answer.retryAfterMs };

  const subjects = report.errors.map(subjectOf);
  if (subjects.includes('content')) return { kind: 'content_refused', status, codes };
  const isCertainlyPerson = subjects.length > 0 && subjects.every((it) => it === 'person');
  if (isReply && !isCertainlyPerson) return { kind: 'reply_refused', status, codes };
  if (subjects.includes('parent')) return { kind: 'content_refused', status, codes };
  const isAboutPerson =
    status === 403 ||
    status === 404 ||
    (subjects.length > 0 && subjects.every((it) => it === 'person' || it === 'person_perhaps'));
  if (!isAboutPerson) return { kind: 'content_refused', status, codes };
  return { kind: 'recipient_refused', reason: recipientReasonOf(report, status), status, codes };
}

function senderReasonOf(report: ErrorReport, status: number): SenderRefusal | null {
  if (status === 404) return null;
  if (report.oauth === 'insufficient_scope') return 'scope_missing';
  if (report.oauth === 'invalid_token' || report.oauth === 'unauthenticated') return 'token_rejected';
  if (report.codes.includes('payment_required')) return 'payment_required';
  if (report.oauth === 'access_denied') return 'access_denied';
  if (report.errors.some((error) => error.code === 'access_denied' && subjectOf(error) === 'unclear')) {
    return 'access_denied';
  }
  // A 403 that carries no business rule is about us: the token's owner, a gateway in between.
  return status === 403 && report.errors.length === 0 ? 'access_denied' : null;
}

const NO_ACCESS_CODES: ReadonlySet<string> = new Set([
  'forbidden',
  'permission_denied',
  'not_authorized',
  'access_denied',
]);

function recipientReasonOf(report: ErrorReport, status: number): RecipientRefusal {
  if (status === 404 || report.codes.includes('not_found')) return 'not_found';
  if (report.codes.includes('personal_chat')) return 'direct_message_refused';
  if (report.codes.some((code) => NO_ACCESS_CODES.has(code))) return 'no_access';
  return 'refused_by_messenger';
}

function senderRefused(reason: SenderRefusal, answer: Answer): SendOutcome {
  return { kind: 'sender_refused', reason, status: answer.status, codes: codesOf(answer.body) };
}

const codesOf = (body: AnswerBody): readonly string[] => readErrorReport(body).codes;
