import { DomainError } from '#lib/kernel';
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
            'Nothing was changed. Check what the bot may see; the next sync looks again.',
    );
    this.facts = { ...change };
  }
}
