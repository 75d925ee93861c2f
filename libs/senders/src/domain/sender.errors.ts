import { DomainError } from '#lib/kernel';

/** No bot has this id. */
export class SenderNotFoundError extends DomainError {
  readonly code = 'sender_not_found';

  constructor() {
    super('There is no such sender. GET /v1/senders lists them.');
  }
}

/** Told apart by the fingerprint of the token. */
export class SenderTokenTakenError extends DomainError {
  readonly code = 'sender_token_taken';

  constructor() {
    super('Another sender uses this token already. One bot is one sender.');
  }
}

/** A canary goes to an account that somebody has named; none was. */
export class CanaryAccountMissingError extends DomainError {
  readonly code = 'canary_account_missing';

  constructor() {
    super(
      'The sender has no account to try its messages with. Name one: PATCH /v1/senders/{id} with {"canary_user_id": …}.',
    );
  }
}
