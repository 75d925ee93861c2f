import { DomainError } from '#lib/kernel';

/** There is no message that this could change. */
export class NothingToCorrectError extends DomainError {
  readonly code = 'nothing_to_correct';

  constructor() {
    super('There is nothing that this would change. POST …/check tells the counts.');
  }
}
