import type { Selector } from './audience.js';

/**
 * Selectors taken apart into columns, so that one SQL statement of a fixed shape serves every audience. A `rank` is the
 * place of a selector, or of one tag of a `tags_any`; the smallest rank that selects somebody is the reason why they
 * are in.
 */
export interface FlatRules {
  /** Rank of the first `everyone`. */
  readonly everyoneRank: number | null;
  readonly anyTag: readonly { readonly rank: number; readonly tag: string }[];
  /** `needed`: how many different tags the selector names. */
  readonly allTags: readonly { readonly rank: number; readonly tag: string; readonly needed: number }[];
  readonly users: readonly { readonly rank: number; readonly id: number }[];
  /** What each rank is called, by rank. */
  readonly labels: readonly string[];
}

/** Longest label; it is stored once per recipient. */
const MAX_LABEL = 120;

/** Labels are `everyone`, `tag:Офис`, `tags:Офис+Склад` and `person`. */
export function flatten(selectors: readonly Selector[]): FlatRules {
  const labels: string[] = [];
  const rankOf = (label: string): number => labels.push(shortened(label)) - 1;
  let everyoneRank: number | null = null;
  const anyTag: { rank: number; tag: string }[] = [];
  const allTags: { rank: number; tag: string; needed: number }[] = [];
  const users: { rank: number; id: number }[] = [];
  for (const selector of selectors) {
    if ('everyone' in selector) {
      everyoneRank ??= rankOf('everyone');
    } else if ('tags_any' in selector) {
      for (const tag of new Set(selector.tags_any)) anyTag.push({ rank: rankOf(`tag:${tag}`), tag });
    } else if ('tags_all' in selector) {
      const tags = new Set(selector.tags_all);
      const rank = rankOf(tags.size === 1 ? `tag:${[...tags].join('')}` : `tags:${[...tags].join('+')}`);
      for (const tag of tags) allTags.push({ rank, tag, needed: tags.size });
    } else {
      const rank = rankOf('person');
      for (const id of new Set(selector.users)) users.push({ rank, id });
    }
  }
  return { everyoneRank, anyTag, allTags, users, labels };
}

function shortened(label: string): string {
  const characters = Array.from(label);
  return characters.length <= MAX_LABEL ? label : `${characters.slice(0, MAX_LABEL - 1).join('')}…`;
}
