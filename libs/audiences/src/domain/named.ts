import type { Audience, Selector } from './audience.js';

/** A tag or a person as an audience names it, and where. */
export interface Named<T> {
  readonly value: T;
  readonly pointer: string;
}

/** Everything that an audience names and that may not exist. */
export function namedIn(audience: Audience): {
  readonly tags: readonly Named<string>[];
  readonly people: readonly Named<number>[];
} {
  const tags: Named<string>[] = [];
  const people: Named<number>[] = [];
  const collect = (side: 'include' | 'exclude', selectors: readonly Selector[]): void => {
    selectors.forEach((selector, n) => {
      const place = <T>(key: string, values: readonly T[]): Named<T>[] =>
        values.map((value, k) => ({ value, pointer: `#/audience/${side}/${n}/${key}/${k}` }));
      if ('tags_any' in selector) tags.push(...place('tags_any', selector.tags_any));
      else if ('tags_all' in selector) tags.push(...place('tags_all', selector.tags_all));
      else if ('users' in selector) people.push(...place('users', selector.users));
    });
  };
  collect('include', audience.include);
  collect('exclude', audience.exclude);
  return { tags, people };
}
