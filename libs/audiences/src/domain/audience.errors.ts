import { DomainError, type ErrorDetail } from '#lib/kernel';

/** The JSON is no audience; `details` say what is wrong and where. */
export class InvalidAudienceError extends DomainError {
  readonly code = 'validation_failed';

  constructor(override readonly details: readonly ErrorDetail[]) {
    super('The audience is not valid.');
  }
}

/** There are no people in the mirror yet, so nobody can be found. */
export class DirectoryEmptyError extends DomainError {
  readonly code = 'directory_empty';

  constructor() {
    super('The directory has not been read yet. Wait for its first sync, or ask for one.');
  }
}

/**
 * Tags or people that the directory does not know; `details` name each of them, up to a limit, and `facts` say how many
 * there are. The code is `unknown_tag` where there is a tag among them.
 */
export class UnknownInAudienceError extends DomainError {
  readonly code: 'unknown_tag' | 'unknown_person';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    count: { readonly tags: number; readonly people: number },
    override readonly details: readonly ErrorDetail[],
  ) {
    super(
      `The audience names what the directory does not know: ${count.tags} tags and ${count.people} people. ` +
        'Correct the audience, or sync the directory if they are new.',
    );
    this.code = count.tags > 0 ? 'unknown_tag' : 'unknown_person';
    this.facts = { unknown_tags: count.tags, unknown_people: count.people };
  }
}
