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

/** Selects whoever is in one of these departments, by exact name. */
export interface DepartmentsSelector {
  readonly departments: readonly string[];
}

/** Selects whoever has one of these titles, by exact name. */
export interface TitlesSelector {
  readonly titles: readonly string[];
}

/** Selects whoever has one of these values in a field that the workspace has added to its people; both exact. */
export interface CustomPropertySelector {
  readonly custom_property: { readonly name: string; readonly values: readonly string[] };
}

/** The messenger's roles; `other`: one that is newer than this version. */
export const ROLES = ['admin', 'user', 'multi_guest', 'guest', 'other'] as const;
export type Role = (typeof ROLES)[number];

/** Selects whoever has one of these roles in the workspace. */
export interface RolesSelector {
  readonly roles: readonly Role[];
}

/** In `time_zones`: people without a zone of their own, who live by the company's. */
export const COMPANY_ZONE = 'company';

/** Selects whoever lives in one of these time zones: IANA names, or `company`. */
export interface TimeZonesSelector {
  readonly time_zones: readonly string[];
}

/** Selects people by the messenger's own ids. */
export interface UsersSelector {
  readonly users: readonly number[];
}

/** Selects whom saved audiences select, by their public ids (`aud_…`). */
export interface AudiencesSelector {
  readonly audiences: readonly string[];
}

/**
 * Facts about what became of a run's deliveries; `read` and `unread` are receipts, as far as they are known.
 * `not_acknowledged`: who has got it and has not confirmed it yet, whether or not it asks for that.
 */
export const RUN_RESULTS = [
  'sent',
  'not_sent',
  'failed',
  'read',
  'unread',
  'acknowledged',
  'not_acknowledged',
] as const;
export type RunResult = (typeof RUN_RESULTS)[number];

/** Selects recipients of another run (`run_…`) of whom one of these is true at the moment of resolving. */
export interface RunResultsSelector {
  readonly run_results: { readonly run_id: string; readonly results: readonly RunResult[] };
}

/** Selects members of these conversations and channels, by the messenger's own ids, as of the last reading of chats. */
export interface ChatsSelector {
  readonly chats: readonly number[];
}

/** One condition about a person. */
export type SimpleSelector =
  | EveryoneSelector
  | TagsAnySelector
  | TagsAllSelector
  | DepartmentsSelector
  | TitlesSelector
  | CustomPropertySelector
  | RolesSelector
  | TimeZonesSelector
  | UsersSelector
  | ChatsSelector
  | AudiencesSelector
  | RunResultsSelector;

/** Selects whom all of these select. It holds no other `all_of`. */
export interface AllOfSelector {
  readonly all_of: readonly SimpleSelector[];
}

/** One entry of `include` or `exclude`. */
export type Selector = SimpleSelector | AllOfSelector;

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
  /** Of one `all_of`, which has at least one. */
  allOf: 10,
  /** Of one selector, which has at least one. */
  tags: 100,
  /** Characters of a tag's name, as in the messenger. */
  tagName: 255,
  /** Departments, titles, values of a property or time zones of one selector, which has at least one. */
  values: 100,
  /** Characters of such a value: the longest that the messenger keeps in a property. */
  value: 768,
  /** Of one selector, which has at least one. */
  users: 10_000,
  /** Of one selector, which has at least one. */
  chats: 100,
  /** Saved audiences of one selector, which has at least one. */
  audiences: 20,
  /** How deep saved audiences may name one another: one that names none is 1 deep. */
  depth: 3,
  /** Saved audiences that one audience comes to, those that they name included. */
  savedInAll: 50,
} as const;

/**
 * Why somebody of the audience gets nothing, the strongest reason first: who is excluded and suspended counts as
 * excluded. `guest` and `invite_pending` only where the campaign asks for it.
 */
export const SKIP_REASONS = ['excluded', 'bot', 'suspended', 'opted_out', 'guest', 'invite_pending'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];
