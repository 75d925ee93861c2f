/** One page of a list. Short and empty pages are legal anywhere; only `nextCursor` says whether the list is whole. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Cursor of the next page; null: this was the last one. Opaque, and not to be kept between sessions. */
  readonly nextCursor: string | null;
  /** Results in all, in search-style answers, which end when as many were received or a page is empty; else null. */
  readonly total: number | null;
}
