import { type Audience, AUDIENCE_LIMITS, type Selector } from './audience.js';
import { InvalidAudienceError } from './audience.errors.js';
import { escapedKey, isRecord, MAX_DETAILS, ParseProblems } from './parse-problems.js';
import { readSelector } from './parse-selector.js';

/**
 * Reads an audience from JSON: from a request, or back from the database. Whatever is not understood is an error, never
 * left out: a misspelt selector must not widen or narrow who gets a message.
 *
 * @param pointer where in the request the audience is
 * @throws InvalidAudienceError with all problems, the first hundred of them
 */
export function parseAudience(value: unknown, pointer = '#/audience'): Audience {
  const problems = new ParseProblems();
  const audience = readAudience(value, pointer, problems);
  if (audience === null || problems.details.length > 0)
    throw new InvalidAudienceError(problems.details.slice(0, MAX_DETAILS));
  return audience;
}

const AUDIENCE_KEYS: readonly string[] = ['type', 'include', 'exclude'];

function readAudience(value: unknown, pointer: string, problems: ParseProblems): Audience | null {
  if (!isRecord(value))
    return problems.add(pointer, 'wrong_type', 'An audience is an object with `type` and `include`.', {
      expected: 'object',
    });
  for (const key of Object.keys(value)) {
    if (AUDIENCE_KEYS.includes(key)) continue;
    problems.add(
      `${pointer}/${escapedKey(key)}`,
      'unknown_field',
      `An audience has no such field. Known: ${AUDIENCE_KEYS.join(', ')}.`,
      {
        known: AUDIENCE_KEYS,
      },
    );
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

function readSelectors(
  value: unknown,
  pointer: string,
  { atLeast, problems }: { readonly atLeast: number; readonly problems: ParseProblems },
): Selector[] | null {
  const list = problems.list(value, pointer, { atLeast, atMost: AUDIENCE_LIMITS.selectors });
  if (list === null) return null;
  const selectors = list.map((each, n) => readSelector(each, `${pointer}/${n}`, problems));
  return selectors.filter((selector) => selector !== null);
}
