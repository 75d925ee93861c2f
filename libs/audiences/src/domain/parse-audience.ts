import type { ErrorDetail } from '#lib/kernel';
import { type Audience, AUDIENCE_LIMITS, type Selector } from './audience.js';
import { InvalidAudienceError } from './audience.errors.js';

/** A list of ten thousand wrong ids is told by its first hundred. */
export const MAX_DETAILS = 100;

/**
 * Reads an audience from JSON: from a request, or back from the database. Whatever is not understood is an error, never
 * left out: a misspelt selector must not widen or narrow who gets a message.
 *
 * @param pointer where in the request the audience is
 * @throws InvalidAudienceError with all problems, the first hundred of them
 */
export function parseAudience(value: unknown, pointer = '#/audience'): Audience {
  const problems = new Problems();
  const audience = readAudience(value, pointer, problems);
  if (audience === null || problems.details.length > 0)
    throw new InvalidAudienceError(problems.details.slice(0, MAX_DETAILS));
  return audience;
}

class Problems {
  readonly details: ErrorDetail[] = [];

  /** @returns `null`, for the place that could not be read */
  add(pointer: string, code: string, detail: string, params?: Readonly<Record<string, unknown>>): null {
    this.details.push({ pointer, code, detail, ...(params && { params }) });
    return null;
  }
}

const AUDIENCE_KEYS: readonly string[] = ['type', 'include', 'exclude'];

function readAudience(value: unknown, pointer: string, problems: Problems): Audience | null {
  if (!isRecord(value))
    return problems.add(pointer, 'wrong_type', 'An audience is an object with `type` and `include`.', {
      expected: 'object',
    });
  for (const key of Object.keys(value)) {
    if (AUDIENCE_KEYS.includes(key)) continue;
    problems.add(`${pointer}/${escaped(key)}`, 'unknown_field', 'An audience has no such field.', {
      known: AUDIENCE_KEYS,
    });
  }
  if (value['type'] !== 'rules')
    problems.add(`${pointer}/type`, 'not_allowed', 'The type of an audience is `rules`.', {
      allowed: ['rules'],
    });
  const include = readSelectors(value['include'], `${pointer}/include`, { atLeast: 1, problems });
  const exclude =
    value['exclude'] === undefined
      ? []
      : readSelectors(value['exclude'], `${pointer}/exclude`, { atLeast: 0, problems });
  return include === null || exclude === null ? null : { type: 'rules', include, exclude };
}

interface Expectation {
  readonly atLeast: number;
  readonly problems: Problems;
}

function readSelectors(value: unknown, pointer: string, expected: Expectation): Selector[] | null {
  const range = { atLeast: expected.atLeast, atMost: AUDIENCE_LIMITS.selectors };
  const list = readList(value, pointer, { ...range, problems: expected.problems });
  if (list === null) return null;
  const selectors = list.map((each, n) => readSelector(each, `${pointer}/${n}`, expected.problems));
  return selectors.filter((selector) => selector !== null);
}

const SELECTOR_KEYS = ['everyone', 'tags_any', 'tags_all', 'users'] as const;
type SelectorKey = (typeof SELECTOR_KEYS)[number];

function readSelector(value: unknown, pointer: string, problems: Problems): Selector | null {
  if (!isRecord(value))
    return problems.add(pointer, 'wrong_type', 'A selector is an object.', { expected: 'object' });
  const keys = Object.keys(value);
  const unknown = keys.find((key) => !isSelectorKey(key));
  if (unknown !== undefined)
    return problems.add(`${pointer}/${escaped(unknown)}`, 'unknown_field', 'There is no such selector.', {
      known: SELECTOR_KEYS,
    });
  const [key] = keys.filter(isSelectorKey);
  if (key === undefined || keys.length !== 1)
    return problems.add(pointer, 'one_selector', 'Exactly one of the selectors must be here.', {
      allowed: SELECTOR_KEYS,
    });

  const at = `${pointer}/${key}`;
  switch (key) {
    case 'everyone':
      return value[key] === true
        ? { everyone: true }
        : problems.add(at, 'not_allowed', '`everyone` can only be true.', { allowed: [true] });
    case 'tags_any': {
      const names = readTags(value[key], at, problems);
      return names && { tags_any: names };
    }
    case 'tags_all': {
      const names = readTags(value[key], at, problems);
      return names && { tags_all: names };
    }
    case 'users': {
      const ids = readUsers(value[key], at, problems);
      return ids && { users: ids };
    }
  }
}

function readTags(value: unknown, pointer: string, problems: Problems): string[] | null {
  const list = readList(value, pointer, { atLeast: 1, atMost: AUDIENCE_LIMITS.tags, problems });
  if (list === null) return null;
  const names = list.map((name, n) => readTagName(name, `${pointer}/${n}`, problems));
  return names.every((name) => name !== null) ? names : null;
}

function readTagName(value: unknown, pointer: string, problems: Problems): string | null {
  if (typeof value !== 'string')
    return problems.add(pointer, 'wrong_type', 'The name of a tag is a string.', { expected: 'string' });
  if (value.trim() === '') return problems.add(pointer, 'blank', 'The name of a tag is not blank.');
  const max = AUDIENCE_LIMITS.tagName;
  if (value.length > max)
    return problems.add(pointer, 'too_long', `The name of a tag has at most ${max} characters.`, { max });
  // No tag has such a name, and Postgres could not even be asked.
  if (/\0|\p{Surrogate}/u.test(value))
    return problems.add(pointer, 'unusable_text', 'The name holds a NUL or half of a character.');
  return value;
}

function readUsers(value: unknown, pointer: string, problems: Problems): number[] | null {
  const list = readList(value, pointer, { atLeast: 1, atMost: AUDIENCE_LIMITS.users, problems });
  if (list === null) return null;
  const ids = list.map((id, n) =>
    isId(id)
      ? id
      : problems.add(`${pointer}/${n}`, 'wrong_type', 'The id of a person is a positive integer.', {
          expected: 'integer',
        }),
  );
  return ids.every((id) => id !== null) ? ids : null;
}

function readList(
  value: unknown,
  pointer: string,
  expected: { readonly atLeast: number; readonly atMost: number; readonly problems: Problems },
): readonly unknown[] | null {
  const { atLeast, atMost, problems } = expected;
  if (value === undefined) return problems.add(pointer, 'required', 'This list must be here.');
  if (!Array.isArray(value))
    return problems.add(pointer, 'wrong_type', 'This is a list.', { expected: 'array' });
  if (value.length < atLeast)
    return problems.add(pointer, 'too_few', `There must be at least ${atLeast}.`, { min: atLeast });
  if (value.length > atMost)
    return problems.add(pointer, 'too_many', `There may be at most ${atMost}.`, {
      max: atMost,
      actual: value.length,
    });
  return value as readonly unknown[];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSelectorKey(key: string): key is SelectorKey {
  return (SELECTOR_KEYS as readonly string[]).includes(key);
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

/** A key as a segment of a JSON pointer (RFC 6901). */
function escaped(key: string): string {
  return key.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}
