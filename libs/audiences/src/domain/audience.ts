/** Selects everybody in the directory. */
export interface EveryoneSelector {
  readonly everyone: true;
}

/** Selects whoever has at least one of these tags, by exact name. */
export interface TagsAnySelector {
  readonly tags_any: readonly string[];
}

/** Selects whoever has all of these tags, by exact name. */
export interface TagsAllSelector {
  readonly tags_all: readonly string[];
}

/** Selects people by the messenger's own ids. */
export interface UsersSelector {
  readonly users: readonly number[];
}

export type Selector = EveryoneSelector | TagsAnySelector | TagsAllSelector | UsersSelector;

/**
 * Who gets it: the union of `include` without anybody whom `exclude` selects.
 *
 * This is the JSON of the API and of `campaign.audience` itself, so that what was asked for is what is stored.
 */
export interface Audience {
  readonly type: 'rules';
  readonly include: readonly Selector[];
  readonly exclude: readonly Selector[];
}

/** What one audience may hold at most. */
export const AUDIENCE_LIMITS = {
  /** Of `include`, which has at least one, and of `exclude`. */
  selectors: 50,
  /** Of one selector, which has at least one. */
  tags: 100,
  /** Characters of a tag's name, as in the messenger. */
  tagName: 255,
  /** Of one selector, which has at least one. */
  users: 10_000,
} as const;

/**
 * Why somebody of the audience gets nothing, the strongest reason first: who is excluded and suspended counts as
 * excluded.
 */
export const SKIP_REASONS = ['excluded', 'bot', 'suspended', 'invite_pending'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];
