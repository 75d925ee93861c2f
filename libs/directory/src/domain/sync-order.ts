/** How a sync is to be done. */
export interface SyncOrder {
  /** Chats are read from the first to the last, archived ones included, instead of those with news only. */
  readonly isFull: boolean;
  /** An answer with far fewer people than are known is believed. */
  readonly isShrinkAllowed: boolean;
}

/** Parts of the mirror that are read for themselves; departments and titles come with the people. */
export const READING_KINDS = ['people', 'tags', 'properties', 'chats'] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

/** Codes of what kept a part from being read, while the others were. */
export type ReadingProblem = 'scope_missing' | 'upstream_unavailable';
