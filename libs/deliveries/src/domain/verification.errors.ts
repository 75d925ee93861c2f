import { DomainError } from '#lib/kernel';

/** Nothing of the run may be sent before it is known what of it was sent already. */
export class VerificationUnderWayError extends DomainError {
  readonly code = 'verification_under_way';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(left: number) {
    super(
      `The database has forgotten what was sent, so people's chats are read first: ${left} messages are left. ` +
        'GET /v1/doctor tells how far it is. Resume when none is left, or cancel.',
    );
    this.facts = { left };
  }
}
