import { DomainError, type ErrorDetail } from '#lib/kernel';
import type { DirectoryChange } from './sync-plausibility.js';

/** The messenger's answer lacks more people than can be believed; the mirror is left as it was. */
export class DirectoryShrunkError extends DomainError {
  readonly code = 'directory_shrunk';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(change: DirectoryChange) {
    super(
      change.listed === 0
        ? 'The messenger listed nobody at all. Nothing was changed. Check what the bot may see.'
        : `${change.leaving} of ${change.known} known people are missing in the messenger's answer, more than half. ` +
            'Nothing was changed. Check what the bot may see; if they have really left, POST /v1/directory/sync with ' +
            '{"allow_shrink": true}.',
    );
    this.facts = { ...change };
  }
}

/** The mirror has no such person. */
export class PersonNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super('There is no such person in the directory. GET /v1/directory/users?q=… finds people.');
  }
}

/** The opt-out would have ended before it began. */
export class OptOutInvalidError extends DomainError {
  readonly code = 'validation_failed';
  override readonly details: readonly ErrorDetail[] = [
    { pointer: '#/until', code: 'in_the_past', detail: 'until must lie in the future, or be null.' },
  ];

  constructor() {
    super('until must lie in the future, or be null.');
  }
}

/** The mirror has no such property; the workspace may have taken it away. */
export class PropertyNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super('There is no such property. GET /v1/directory/properties lists them.');
  }
}

/** The mirror has no such chat; the messenger may have one that our bots do not see. */
export class ChatNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super(
      'There is no such chat in the directory. GET /v1/directory/chats lists those that the bot may see.',
    );
  }
}
