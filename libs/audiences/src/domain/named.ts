import type { Audience, Selector } from './audience.js';
import type { ExpandedAudience } from './saved-audience.js';
import { savedNamedBy } from './saved-audience.js';

/** A thing as an audience names it, and where. */
export interface Named<T> {
  readonly value: T;
  readonly pointer: string;
}

export interface NamedProperty {
  readonly name: string;
  readonly value: string;
}

/** Everything that an audience names and that may not exist; saved audiences and roles are seen to elsewhere. */
export interface NamedThings {
  readonly tags: readonly Named<string>[];
  readonly people: readonly Named<number>[];
  readonly departments: readonly Named<string>[];
  readonly titles: readonly Named<string>[];
  readonly properties: readonly Named<NamedProperty>[];
  readonly chats: readonly Named<number>[];
  /** Public ids. */
  readonly runs: readonly Named<string>[];
}

type Collected = { -readonly [Kind in keyof NamedThings]: NamedThings[Kind][number][] };

/**
 * What the audience names, and what the saved audiences name that it comes to: the place of those is where the audience
 * names the outermost saved one.
 *
 * @param pointer where the audience itself is
 */
export function namedIn({ audience, saved }: ExpandedAudience, pointer = '#/audience'): NamedThings {
  const found: Collected = {
    tags: [],
    people: [],
    departments: [],
    titles: [],
    properties: [],
    chats: [],
    runs: [],
  };
  collectRules(audience, (path) => `${pointer}/${path}`, found);
  const visited = new Set<string>();
  const visit = (rules: Audience, placeOf: (path: string) => string): void => {
    for (const [id, path] of savedNamedBy(rules)) {
      const inner = saved.get(id)?.rules ?? null;
      if (inner === null || visited.has(id)) continue;
      visited.add(id);
      collectRules(inner, () => placeOf(path), found);
      visit(inner, () => placeOf(path));
    }
  };
  visit(audience, (path) => `${pointer}/${path}`);
  return found;
}

function collectRules(rules: Audience, placeOf: (path: string) => string, found: Collected): void {
  for (const side of ['include', 'exclude'] as const) {
    rules[side].forEach((selector, n) => {
      collect(selector, (path) => placeOf(`${side}/${n}/${path}`), found);
    });
  }
}

function collect(selector: Selector, placeOf: (path: string) => string, found: Collected): void {
  const all = <T>(key: string, values: readonly T[]): Named<T>[] =>
    values.map((value, k) => ({ value, pointer: placeOf(`${key}/${k}`) }));
  if ('all_of' in selector) {
    selector.all_of.forEach((part, n) => {
      collect(part, (path) => placeOf(`all_of/${n}/${path}`), found);
    });
  } else if ('tags_any' in selector) found.tags.push(...all('tags_any', selector.tags_any));
  else if ('tags_all' in selector) found.tags.push(...all('tags_all', selector.tags_all));
  else if ('users' in selector) found.people.push(...all('users', selector.users));
  else if ('chats' in selector) found.chats.push(...all('chats', selector.chats));
  else if ('departments' in selector) found.departments.push(...all('departments', selector.departments));
  else if ('titles' in selector) found.titles.push(...all('titles', selector.titles));
  else if ('custom_property' in selector) {
    const { name, values } = selector.custom_property;
    found.properties.push(
      ...values.map((value, k) => ({
        value: { name, value },
        pointer: placeOf(`custom_property/values/${k}`),
      })),
    );
  } else if ('run_results' in selector)
    found.runs.push({ value: selector.run_results.run_id, pointer: placeOf('run_results/run_id') });
}
