import { ControlError } from './control-error.js';

/** Says what a value must be, or `null` when it is that. */
export type Rule = (value: unknown) => string | null;

export const isFlag: Rule = (value) => (typeof value === 'boolean' ? null : 'true or false');
export const isText: Rule = (value) => (typeof value === 'string' ? null : 'a text');
export const isCount: Rule = (value) =>
  Number.isInteger(value) && Number(value) >= 0 ? null : 'a whole number from 0';
export const isFromOne: Rule = (value) =>
  Number.isInteger(value) && Number(value) >= 1 ? null : 'a whole number from 1';
export const isPositive: Rule = (value) =>
  typeof value === 'number' && value > 0 ? null : 'a number above 0';
export const isNotNegative: Rule = (value) =>
  typeof value === 'number' && value >= 0 ? null : 'a number from 0';
export const isShare: Rule = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? null : 'a number from 0 to 1';
export const isInstant: Rule = (value) =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value))
    ? null
    : 'a time such as 2026-03-02T09:00:00Z';
export const isPattern: Rule = (value) => {
  try {
    return typeof value === 'string' && new RegExp(value, 'u') instanceof RegExp
      ? null
      : 'a regular expression';
  } catch {
    return 'a regular expression';
  }
};

export function orNull(rule: Rule): Rule {
  return (value) => {
    const problem = value === null ? null : rule(value);
    return problem === null ? null : `${problem} or null`;
  };
}

export function listOf(rule: Rule): Rule {
  return (value) => {
    if (!Array.isArray(value)) return 'a list';
    const problem = value.map(rule).find((each) => each !== null);
    return problem === undefined ? null : `a list, each ${problem}`;
  };
}

export function oneOf(...allowed: readonly (string | number)[]): Rule {
  return (value) => (allowed.some((each) => each === value) ? null : `one of ${allowed.join(', ')}`);
}

/** A rule for each field that may be there; the names that end in `!` must be. */
export type Rules = Readonly<Record<string, Rule>>;

/** The fields of a body, each checked. Throws a {@link ControlError} that names everything that is wrong. */
export function checkedFields(body: unknown, rules: Rules, place = ''): Readonly<Record<string, unknown>> {
  const fields = body ?? {};
  if (!isRecord(fields))
    throw new ControlError(400, `${place === '' ? 'The body' : place} must be an object`);
  const problems = Object.entries(fields).flatMap(([name, value]) => {
    const rule = rules[name] ?? rules[`${name}!`];
    const problem = rule === undefined ? 'known' : value === undefined ? null : rule(value);
    return problem === null ? [] : [`${place}${name} must be ${problem}`];
  });
  for (const name of Object.keys(rules)) {
    if (name.endsWith('!') && fields[name.slice(0, -1)] === undefined) {
      problems.push(`${place}${name.slice(0, -1)} is missing`);
    }
  }
  if (problems.length > 0) throw new ControlError(400, problems.join('; '));
  return fields;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
