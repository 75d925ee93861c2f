import { DomainError } from '#lib/kernel';

export class SenderNotFoundError extends DomainError {
  readonly code = 'sender_not_found';

  constructor() {
    super('There is no such sender. GET /v1/senders lists them.');
  }
}

export class SenderTokenTakenError extends DomainError {
  readonly code = 'sender_token_taken';

  constructor() {
    super('Another sender uses this token already. One bot is one sender.');
  }
}
