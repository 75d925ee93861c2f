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

/** What an audience may name in vain. */
export const NAMED_KINDS = [
  'tag',
  'person',
  'department',
  'title',
  'property',
  'chat',
  'audience',
  'run',
] as const;
export type NamedKind = (typeof NAMED_KINDS)[number];

/**
 * Something that nobody knows; `details` name each of them, up to a limit, and `facts` say how many there are. The code
 * is `unknown_tag` where there is a tag among them, else `unknown_person` where there is a person, else
 * `audience_unresolved`.
 */
export class UnknownInAudienceError extends DomainError {
  readonly code: 'unknown_tag' | 'unknown_person' | 'audience_unresolved';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    count: ReadonlyMap<NamedKind, number>,
    override readonly details: readonly ErrorDetail[],
  ) {
    const told = [...count].map(([kind, number]) => `${number} × ${kind}`).join(', ');
    super(
      `The audience names what the directory does not know: ${told}. ` +
        'Correct the audience, or sync the directory if they are new.',
    );
    this.code = count.has('tag')
      ? 'unknown_tag'
      : count.has('person')
        ? 'unknown_person'
        : 'audience_unresolved';
    this.facts = {
      unknown_tags: count.get('tag') ?? 0,
      unknown_people: count.get('person') ?? 0,
      unknown_others: [...count]
        .filter(([kind]) => kind !== 'tag' && kind !== 'person')
        .reduce((sum, [, number]) => sum + number, 0),
    };
  }
}

/** Saved audiences name one another in a circle, or too deep, or there are too many of them. */
export class SavedAudienceNestingError extends DomainError {
  readonly code = 'audience_nesting';
  override readonly facts: Readonly<Record<string, unknown>>;

  /** @param path public ids, from the outermost */
  constructor(why: 'circle' | 'too_deep' | 'too_many', path: readonly string[]) {
    super(NESTING[why]);
    this.facts = { why, path };
  }
}

const NESTING = {
  circle: 'The saved audiences name one another in a circle, so nobody could say who is in them.',
  too_deep: 'Saved audiences may name one another three deep at most.',
  too_many: 'An audience may come to fifty saved audiences at most.',
} as const;
