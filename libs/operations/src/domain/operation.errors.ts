import { DomainError } from '#lib/kernel';
import type { OperationStatus } from './operation-status.js';

/** No operation has this id. */
export class OperationNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor(readonly operationId: string) {
    super('There is no such operation.');
  }
}

/** It has ended already, in another way than by being cancelled. */
export class OperationNotCancellableError extends DomainError {
  readonly code = 'state_conflict';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(status: OperationStatus) {
    super(`The operation cannot be cancelled any more: it has ${status}.`);
    this.facts = { action: 'cancel', status };
  }
}

/**
 * The claim is not valid any more: the lease ran out and another worker took the operation over, or it was ended.
 * The holder stops at once and writes nothing.
 */
export class OperationLostError extends DomainError {
  readonly code = 'operation_lost';

  constructor(readonly operationId: string) {
    super('Another worker has taken this operation over.');
  }
}
