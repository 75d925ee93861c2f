import { DomainError, type ErrorDetail } from '#lib/kernel';
import type { Scope } from './scopes.js';

/** Nobody known is asking. */
export class UnauthenticatedError extends DomainError {
  readonly code = 'unauthenticated';
  override readonly facts: Readonly<Record<string, unknown>>;

  /** @param reason what is wrong with the credentials; told only to those who proved to hold the secret */
  constructor(readonly reason: UnauthenticatedReason) {
    super(UNAUTHENTICATED[reason]);
    this.facts = { reason };
  }
}

/** Why a request has nobody behind it; told to the client, and counted. */
export type UnauthenticatedReason = 'missing' | 'malformed' | 'unknown' | 'revoked' | 'expired';

const UNAUTHENTICATED: Readonly<Record<UnauthenticatedReason, string>> = {
  missing: 'Send your API key in the header «Authorization: Bearer vst_live_…».',
  malformed: 'This is not an API key, or it was not copied whole: its checksum is wrong.',
  unknown: 'This API key is not known here.',
  revoked: 'This API key was revoked. Ask an administrator for another one.',
  expired: 'This API key has expired. Ask an administrator for another one.',
};

/** The key is good, but not for this. */
export class ScopeMissingError extends DomainError {
  readonly code = 'scope_missing';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(scope: Scope) {
    super(`This API key lacks the scope «${scope}». Use a key that has it, or ask an administrator for one.`);
    this.facts = { scope };
  }
}

/** No key has this id; a revoked one still has. */
export class ApiKeyNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super('There is no such API key. GET /v1/api_keys lists them.');
  }
}

/** The wish for a new key cannot be met as it stands. */
export class ApiKeyInvalidError extends DomainError {
  readonly code = 'validation_failed';

  constructor(override readonly details: readonly ErrorDetail[]) {
    super(details.map((detail) => detail.detail).join(' '));
  }
}

/** The operator's own first key cannot be used; `reason` says why, in words for the operator. */
export class BootstrapKeyError extends Error {
  override get name(): string {
    return 'BootstrapKeyError';
  }

  constructor(reason: string) {
    super(`VESTNIK_BOOTSTRAP_API_KEY ${reason}`);
  }
}

/** A sealed value does not open: another key sealed it, or it was moved from another place. */
export class SealBrokenError extends Error {
  override get name(): string {
    return 'SealBrokenError';
  }

  constructor() {
    super(
      'A stored secret cannot be opened with the present key. Was VESTNIK_SECRET_KEY set, changed or unset ' +
        'since it was stored? Set it back, or enter the secret again.',
    );
  }
}

/** The header's text cannot be a key; nothing was done. */
export class IdempotencyKeyInvalidError extends DomainError {
  readonly code = 'idempotency_key_invalid';

  constructor() {
    super('Idempotency-Key must be 8 to 255 printable ASCII characters; a fresh UUID is a good one.');
  }
}

/** The key belongs to a request with another method, path or body; nothing was done. */
export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'idempotency_key_reused';

  constructor() {
    super(
      'This Idempotency-Key was used for another request. Use a new key for a new request, ' +
        'and repeat the same request, byte for byte, with the same key.',
    );
  }
}

/** Try again after `retry_after_s` seconds. */
export class IdempotencyInProgressError extends DomainError {
  readonly code = 'idempotency_in_progress';
  override readonly facts = { retry_after_s: 1 };

  constructor() {
    super('The first request with this Idempotency-Key is still running. Repeat it in a second.');
  }
}
