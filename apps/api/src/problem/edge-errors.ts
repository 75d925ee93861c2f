import { DomainError, type ErrorDetail } from '#lib/kernel';

/** The request's body, or a part of it, cannot be meant. */
export class ValidationFailedError extends DomainError {
  readonly code = 'validation_failed';

  constructor(override readonly details: readonly ErrorDetail[]) {
    super(details.map((detail) => detail.detail).join(' '));
  }
}

/** A mistyped filter must not silently widen what a request is about. */
export class UnknownParameterError extends DomainError {
  readonly code = 'unknown_parameter';

  constructor(override readonly details: readonly ErrorDetail[]) {
    super(details.map((detail) => detail.detail).join(' '));
  }
}

export class InvalidCursorError extends DomainError {
  readonly code = 'invalid_cursor';

  constructor() {
    super(
      'This cursor was not given out for this list and these filters. Take page.next_cursor of the page before, ' +
        'with the same parameters, or start without a cursor.',
    );
  }
}

export class IdempotencyKeyRequiredError extends DomainError {
  readonly code = 'idempotency_key_required';

  constructor() {
    super(
      'Send an Idempotency-Key header with this request, such as a fresh UUID, and the same key when you repeat it: ' +
        'then a repeat after a lost answer has no second effect.',
    );
  }
}

/** Nothing lives at this address. */
export class RouteNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor(readonly what = 'There is nothing at this address. /openapi.json lists what there is.') {
    super(what);
  }
}

export class MethodNotAllowedError extends DomainError {
  readonly code = 'method_not_allowed';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(readonly allowed: readonly string[]) {
    super(`This address does not know that method. It knows ${allowed.join(', ')}.`);
    this.facts = { allowed };
  }
}

/** What about a request cannot be read. */
export type Malformed = keyof typeof MALFORMED;

export class MalformedRequestError extends DomainError {
  readonly code = 'malformed_request';
  override readonly facts: Readonly<Record<string, unknown>>;

  /** @param at where the body breaks off from being JSON, in lines and characters from 1; absent: not known */
  constructor(reason: Malformed, at?: { readonly line: number; readonly column: number }) {
    const where = at === undefined ? '' : ` It breaks at line ${at.line}, character ${at.column}.`;
    super(`${MALFORMED[reason]}${where}`);
    this.facts = { reason, ...at };
  }
}

const MALFORMED = {
  not_json: 'The body is not valid JSON.',
  forbidden_member: 'The body has a member that is refused everywhere, such as __proto__.',
  not_http:
    'This is not an HTTP request. Letters outside ASCII in an address are written as %XX, which `curl -G --data-urlencode` does.',
  address: 'The address cannot be decoded: a % in it is not followed by two hexadecimal digits of UTF-8.',
  not_one_file: 'The body must have one part, named «file», with a filename, and nothing else.',
  file_broke_off: 'The file broke off. Send it again.',
  other: 'The request cannot be understood.',
} as const;

export class PayloadTooLargeError extends DomainError {
  readonly code = 'payload_too_large';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(maxBytes: number) {
    super(`A request body may have ${maxBytes} bytes at most.`);
    this.facts = { max_bytes: maxBytes };
  }
}

export class UnsupportedMediaTypeError extends DomainError {
  readonly code = 'unsupported_media_type';
  override readonly facts: Readonly<Record<string, unknown>>;

  /** @param takes what the address takes besides, or instead of, JSON */
  constructor(takes: 'json' | 'list' | 'file' = 'json') {
    super(UNSUPPORTED[takes]);
    const accepted = ACCEPTED[takes];
    this.facts = accepted === undefined ? {} : { accepted };
  }
}

const UNSUPPORTED = {
  list: 'Send a list as «Content-Type: text/csv», or as «application/json» in UTF-8.',
  file: 'Send a file as «Content-Type: multipart/form-data», in one part named «file».',
  json: 'Send bodies as «Content-Type: application/json» (for PATCH also application/merge-patch+json), in UTF-8.',
} as const;

const ACCEPTED: Readonly<Record<string, readonly string[] | undefined>> = {
  list: ['text/csv', 'text/plain', 'application/json'],
  file: ['multipart/form-data'],
};

/** Close one, or wait. */
export class TooManyStreamsError extends DomainError {
  readonly code = 'too_many_streams';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(max: number) {
    super(
      `There may be ${max} open streams at most. One stream can carry many topics; close those that nobody needs.`,
    );
    this.facts = { max, retry_after_s: 15 };
  }
}

/** Postgres is away. Nothing was changed, or it is not known whether: repeat with the same Idempotency-Key. */
export class DatabaseUnavailableError extends DomainError {
  readonly code = 'database_unavailable';
  override readonly facts = { retry_after_s: 2 };

  constructor() {
    super('The database cannot be reached at the moment. Repeat the request, with the same Idempotency-Key.');
  }
}

export class NotReadyError extends DomainError {
  readonly code = 'not_ready';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(checks: Readonly<Record<string, string>>) {
    super('This process cannot serve requests yet.');
    this.facts = { checks, retry_after_s: 2 };
  }
}

/** Our own mistake; what it was is in the log, under the request's id. */
export class InternalError extends DomainError {
  readonly code = 'internal';

  constructor() {
    super('Something went wrong here, not with your request. Tell the operator the request_id.');
  }
}
