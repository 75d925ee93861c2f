/** Which part of such a list. */
export interface DirectoryPageRequest {
  /** The last id of the page before; absent: from the beginning. */
  readonly afterId?: number | undefined;
  /** 1 to 200. */
  readonly limit: number;
}

/** Part of a list that has numbers for ids. */
export interface DirectoryPage<T> {
  /** By id, ascending. */
  readonly data: readonly T[];
  /** Where the next page begins; `null`: this was the last. */
  readonly nextAfterId: number | null;
}

/** The same for what has a name and no id. */
export interface NamedPageRequest {
  /** The last name of the page before; absent: from the beginning. */
  readonly afterName?: string | undefined;
  /** 1 to 200. */
  readonly limit: number;
}

/** Part of a list that has names and no ids. */
export interface NamedPage<T> {
  /** By name, in the order of their code points. */
  readonly data: readonly T[];
  readonly nextAfterName: string | null;
}

const MAX_PAGE = 200;

export function pageLimit(page: { readonly limit: number }): number {
  return Math.min(Math.max(Math.trunc(page.limit), 1), MAX_PAGE);
}

/** @param found one more than the page holds, where there are more */
export function pageOf<T extends { readonly id: number }>(
  found: readonly T[],
  limit: number,
): DirectoryPage<T> {
  const data = found.slice(0, limit);
  return { data, nextAfterId: found.length > limit ? (data.at(-1)?.id ?? null) : null };
}

export function namedPageOf<T extends { readonly name: string }>(
  found: readonly T[],
  limit: number,
): NamedPage<T> {
  const data = found.slice(0, limit);
  return { data, nextAfterName: found.length > limit ? (data.at(-1)?.name ?? null) : null };
}
