import { type AnswerBody } from './answer-body.js';
import { readErrorReport } from './error-report.js';

/** What a failed call other than a send means for the next one (`errorKindOf`). */
export type PachcaErrorKind =
  /** 401: the token is unknown or revoked. */
  | 'unauthorized'
  /** 402: the workspace is not paid for, or the tariff lacks this. */
  | 'payment_required'
  /** 403 `insufficient_scope`. */
  | 'scope_missing'
  /** 403 otherwise. */
  | 'forbidden'
  /** 404 of the API itself. */
  | 'not_found'
  /** Any other 4xx: the messenger does not take this request as it is. */
  | 'refused'
  /** 429; see `retryAfterMs`. */
  | 'throttled'
  /** No connection, connection lost, 5xx, or an answer that somebody else gave in the API's place. */
  | 'unavailable'
  | 'timeout'
  /** 2xx that does not have the promised form; see `path`. */
  | 'invalid_response'
  | 'response_too_large'
  | 'unexpected_redirect';

export interface PachcaErrorFacts {
  readonly status?: number | undefined;
  readonly codes?: readonly string[] | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly path?: string | undefined;
  readonly detail?: string | undefined;
}

/**
 * A call to the messenger that gave no usable answer. Every call throws it, except `createMessage`, whose outcomes
 * are values.
 *
 * Safe to log whole: it never holds the token, a header, a body or a text of the messenger.
 */
export class PachcaError extends Error {
  readonly status: number | null;
  /** Error codes of the messenger, such as `message_deleted`. */
  readonly codes: readonly string[];
  /** The messenger's `x-request-id`, for its support. */
  readonly requestId: string | null;
  /** Milliseconds to leave the messenger alone; set for `throttled`. */
  readonly retryAfterMs: number | null;
  /** Where an `invalid_response` is wrong, such as `data[3].created_at`. */
  readonly path: string | null;

  /** @param operation method and path template, such as `GET /users/{id}`: a constant, so that logs can be grouped */
  constructor(
    readonly kind: PachcaErrorKind,
    readonly operation: string,
    facts: PachcaErrorFacts = {},
  ) {
    super(describe(kind, operation, facts));
    this.status = facts.status ?? null;
    this.codes = facts.codes ?? [];
    this.requestId = facts.requestId ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.path = facts.path ?? null;
  }

  override get name(): string {
    return 'PachcaError';
  }
}

/** What a status outside 2xx means for a call that is not a send. Total: every number has a kind. */
export function errorKindOf(status: number, body: AnswerBody): PachcaErrorKind {
  if (status >= 300 && status < 400) return 'unexpected_redirect';
  switch (status) {
    case 401:
      return 'unauthorized';
    case 402:
      return 'payment_required';
    case 403:
      return readErrorReport(body).oauth === 'insufficient_scope' ? 'scope_missing' : 'forbidden';
    case 404:
      // A gateway's own 404 says nothing about the thing that was asked for.
      return body.kind === 'foreign' ? 'unavailable' : 'not_found';
    case 408:
      return 'unavailable';
    case 429:
      return 'throttled';
    default:
      return status >= 400 && status < 500 ? 'refused' : 'unavailable';
  }
}

function describe(kind: PachcaErrorKind, operation: string, facts: PachcaErrorFacts): string {
  const status = facts.status === undefined ? '' : ` (status ${facts.status})`;
  const codes = facts.codes === undefined || facts.codes.length === 0 ? '' : `: ${facts.codes.join(', ')}`;
  const path = facts.path === undefined ? '' : ` at ${facts.path}`;
  const detail = facts.detail === undefined ? '' : `: ${facts.detail}`;
  return `${operation}: ${kind}${status}${codes}${path}${detail}`;
}
