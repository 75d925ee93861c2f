import { DomainError } from '#lib/kernel';
import type { DeliveryState } from './delivery-state.js';

/** The campaign has no delivery of this id; another campaign may. */
export class DeliveryNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super('This campaign has no such delivery.');
  }
}

/** Only a delivery in doubt can be resolved by an operator's word. */
export class NotInDoubtError extends DomainError {
  readonly code = 'state_conflict';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(status: DeliveryState) {
    super(`There is nothing to resolve: the delivery is «${status}», not in doubt.`);
    this.facts = { action: 'resolve', status };
  }
}

/** What is in doubt is a task: no message can be bound to it. */
export class TaskHasNoMessageError extends DomainError {
  readonly code = 'task_has_no_message';

  constructor() {
    super(
      'The delivery is a task of the messenger, and no message can be bound to it. Look at the person’s tasks, then send_again or close_as_unproven.',
    );
  }
}
