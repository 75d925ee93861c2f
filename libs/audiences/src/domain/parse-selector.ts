import { uuidOf } from '#lib/kernel';
import {
  AUDIENCE_LIMITS,
  COMPANY_ZONE,
  ROLES,
  RUN_RESULTS,
  type Selector,
  type SimpleSelector,
} from './audience.js';
import { escapedKey, isRecord, type ParseProblems } from './parse-problems.js';

const SIMPLE_KEYS = [
  'everyone',
  'tags_any',
  'tags_all',
  'departments',
  'titles',
  'custom_property',
  'roles',
  'time_zones',
  'users',
  'chats',
  'audiences',
  'run_results',
] as const;
type SimpleKey = (typeof SIMPLE_KEYS)[number];
/** Every selector by its name. */
export const SELECTOR_KEYS = [...SIMPLE_KEYS, 'all_of'] as const;

/** One entry of `include` or `exclude`; `null` where it is none, with what is wrong in `problems`. */
export function readSelector(value: unknown, pointer: string, problems: ParseProblems): Selector | null {
  if (!isRecord(value) || !('all_of' in value) || Object.keys(value).length !== 1)
    return readSimple(value, pointer, { keys: SELECTOR_KEYS, problems });
  const parts = problems.all(value['all_of'], `${pointer}/all_of`, {
    atMost: AUDIENCE_LIMITS.allOf,
    read: (part, at) => readSimple(part, at, { keys: SIMPLE_KEYS, problems }),
  });
  return parts && { all_of: parts };
}

interface Place {
  /** What may stand here. */
  readonly keys: readonly string[];
  readonly problems: ParseProblems;
}

function readSimple(value: unknown, pointer: string, { keys, problems }: Place): SimpleSelector | null {
  if (!isRecord(value))
    return problems.add(pointer, 'wrong_type', 'A selector is an object.', { expected: 'object' });
  const given = Object.keys(value);
  const unknown = given.find((key) => !keys.includes(key));
  if (unknown !== undefined)
    return problems.add(
      `${pointer}/${escapedKey(unknown)}`,
      'unknown_field',
      `There is no such selector here. Known: ${keys.join(', ')}.`,
      {
        known: keys,
      },
    );
  const [key] = given.filter(isSimpleKey);
  if (key === undefined || given.length !== 1)
    return problems.add(pointer, 'one_selector', 'Exactly one of the selectors must be here.', {
      allowed: keys,
    });
  return READERS[key](value[key], `${pointer}/${key}`, problems);
}

type Reader = (value: unknown, at: string, problems: ParseProblems) => SimpleSelector | null;

const READERS: Readonly<Record<SimpleKey, Reader>> = {
  everyone: (value, at, problems) =>
    value === true
      ? { everyone: true }
      : problems.add(at, 'not_allowed', '`everyone` can only be true.', { allowed: [true] }),
  tags_any: (value, at, problems) => {
    const names = readTags(value, at, problems);
    return names && { tags_any: names };
  },
  tags_all: (value, at, problems) => {
    const names = readTags(value, at, problems);
    return names && { tags_all: names };
  },
  departments: (value, at, problems) => {
    const names = readValues(value, at, { what: 'The name of a department', problems });
    return names && { departments: names };
  },
  titles: (value, at, problems) => {
    const names = readValues(value, at, { what: 'A title', problems });
    return names && { titles: names };
  },
  custom_property: readCustomProperty,
  roles: (value, at, problems) => {
    const roles = readWords(value, at, { allowed: ROLES, problems });
    return roles && { roles };
  },
  time_zones: (value, at, problems) => {
    const read = (zone: unknown, place: string): string | null => readTimeZone(zone, place, problems);
    const zones = problems.all(value, at, { atMost: AUDIENCE_LIMITS.values, read });
    return zones && { time_zones: zones };
  },
  users: (value, at, problems) => {
    const read = (id: unknown, place: string): number | null => readMessengerId(id, place, problems);
    const ids = problems.all(value, at, { atMost: AUDIENCE_LIMITS.users, read });
    return ids && { users: ids };
  },
  chats: (value, at, problems) => {
    const read = (id: unknown, place: string): number | null => readMessengerId(id, place, problems);
    const ids = problems.all(value, at, { atMost: AUDIENCE_LIMITS.chats, read });
    return ids && { chats: ids };
  },
  audiences: (value, at, problems) => {
    const read = (id: unknown, place: string): string | null =>
      readPublicId(id, place, { prefix: 'aud', what: 'a saved audience', problems });
    const ids = problems.all(value, at, { atMost: AUDIENCE_LIMITS.audiences, read });
    return ids && { audiences: ids };
  },
  run_results: readRunResults,
};

function readTags(value: unknown, at: string, problems: ParseProblems): string[] | null {
  const limit = { what: 'The name of a tag', max: AUDIENCE_LIMITS.tagName };
  return problems.all(value, at, {
    atMost: AUDIENCE_LIMITS.tags,
    read: (name, place) => problems.text(name, place, limit),
  });
}

function readValues(
  value: unknown,
  at: string,
  { what, problems }: { readonly what: string; readonly problems: ParseProblems },
): string[] | null {
  return problems.all(value, at, {
    atMost: AUDIENCE_LIMITS.values,
    read: (name, place) => problems.text(name, place, { what, max: AUDIENCE_LIMITS.value }),
  });
}

function readWords<Word extends string>(
  value: unknown,
  at: string,
  { allowed, problems }: { readonly allowed: readonly Word[]; readonly problems: ParseProblems },
): Word[] | null {
  const read = (word: unknown, place: string): Word | null =>
    allowed.find((each) => each === word) ??
    problems.add(place, 'not_allowed', `This is one of: ${allowed.join(', ')}.`, { allowed });
  return problems.all(value, at, { atMost: allowed.length, read });
}

/** The members of an object that has exactly these. */
function readMembers<Key extends string>(
  value: unknown,
  at: string,
  { keys, problems }: { readonly keys: readonly Key[]; readonly problems: ParseProblems },
): Readonly<Record<Key, unknown>> | null {
  if (!isRecord(value))
    return problems.add(at, 'wrong_type', `This is an object with ${keys.join(' and ')}.`, {
      expected: 'object',
    });
  const unknown = Object.keys(value).find((key) => !(keys as readonly string[]).includes(key));
  if (unknown !== undefined)
    return problems.add(
      `${at}/${escapedKey(unknown)}`,
      'unknown_field',
      `There is no such field here. Known: ${keys.join(', ')}.`,
      {
        known: keys,
      },
    );
  return value;
}

function readCustomProperty(value: unknown, at: string, problems: ParseProblems): SimpleSelector | null {
  const members = readMembers(value, at, { keys: ['name', 'values'], problems });
  if (members === null) return null;
  const limit = { what: 'The name of a property', max: AUDIENCE_LIMITS.value };
  const name = problems.text(members.name, `${at}/name`, limit);
  const values = readValues(members.values, `${at}/values`, { what: 'A value', problems });
  return name === null || values === null ? null : { custom_property: { name, values } };
}

function readRunResults(value: unknown, at: string, problems: ParseProblems): SimpleSelector | null {
  const members = readMembers(value, at, { keys: ['run_id', 'results'], problems });
  if (members === null) return null;
  const runId = readPublicId(members.run_id, `${at}/run_id`, { prefix: 'run', what: 'a run', problems });
  const results = readWords(members.results, `${at}/results`, { allowed: RUN_RESULTS, problems });
  return runId === null || results === null ? null : { run_results: { run_id: runId, results } };
}

function readTimeZone(value: unknown, at: string, problems: ParseProblems): string | null {
  const zone = problems.text(value, at, { what: 'A time zone', max: 64 });
  if (zone === null || zone === COMPANY_ZONE || isTimeZone(zone)) return zone;
  return problems.add(at, 'unknown_time_zone', 'This is no IANA time zone, such as Europe/Moscow.');
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function readMessengerId(value: unknown, at: string, problems: ParseProblems): number | null {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  return problems.add(at, 'wrong_type', 'An id of the messenger is a positive integer.', {
    expected: 'integer',
  });
}

function readPublicId(
  value: unknown,
  at: string,
  id: { readonly prefix: 'aud' | 'run'; readonly what: string; readonly problems: ParseProblems },
): string | null {
  if (typeof value === 'string' && uuidOf(id.prefix, value) !== null) return value;
  return id.problems.add(at, 'wrong_id', `This is the id of ${id.what}: it begins with «${id.prefix}_».`, {
    prefix: id.prefix,
  });
}

function isSimpleKey(key: string): key is SimpleKey {
  return (SIMPLE_KEYS as readonly string[]).includes(key);
}
