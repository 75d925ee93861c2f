import { DomainError } from '#lib/kernel';

/** The bot may not do this; all its other work goes on. */
export class SenderScopeMissingError extends DomainError {
  readonly code = 'sender_scope_missing';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(scope: string) {
    super(
      `The bot lacks the scope «${scope}». Add it in the messenger, then PATCH /v1/senders/{id} with {"resume": true}.`,
    );
    this.facts = { scope };
  }
}

/** There is no message that this could change. */
export class NothingToCorrectError extends DomainError {
  readonly code = 'nothing_to_correct';

  constructor() {
    super('There is nothing that this would change. POST …/check tells the counts.');
  }
}
