import { DomainError, type ErrorDetail } from '#lib/kernel';

/** Somebody who was named cannot be written to. */
export class TestersError extends DomainError {
  readonly code = 'validation_failed';

  constructor(override readonly details: readonly ErrorDetail[]) {
    super(details.map(({ detail }) => detail).join(' '));
  }
}
