import { compareKeys, type Cursor, encodeCursor, type Key } from './cursor.js';

/** A list that can be walked by pages. */
export interface Listing<T> {
  /** Goes into the cursors, so that one of another list is not taken for one of this. */
  readonly name: string;
  /** Ascending by key. */
  readonly items: readonly T[];
  readonly keyOf: (item: T) => Key;
  /** Is it walked from the end? */
  readonly isDescending?: boolean;
  readonly accepts?: (item: T) => boolean;
}

interface PageRequest {
  readonly cursor: Cursor;
  readonly limit: number;
  /** Do the new cursors hold keys, or how many rows were seen? */
  readonly style: 'keyset' | 'offset';
  /** A page without rows that claims more: it leads back to where it started. */
  readonly isEmptied?: boolean;
}

export interface Page<T> {
  readonly data: readonly T[];
  readonly meta: {
    readonly paginate: {
      readonly next_page: string;
      readonly prev_page: string;
      readonly has_next: boolean;
      readonly has_prev: boolean;
    };
  };
}

/**
 * One page. Rows keep their keys, so inserts and deletions between two pages neither repeat nor lose a row; with the
 * `offset` style they do. The cursors are never null: behind the last row the next one leads to the same empty place.
 */
export function pageOf<T>(listing: Listing<T>, request: PageRequest): Page<T> {
  if (request.isEmptied === true) return emptied(listing, request.cursor);
  const walk = new Walk(listing);
  const { cursor, limit } = request;
  if (cursor.from === 'before' || cursor.from === 'through') return backPage(walk, cursor, limit);
  const start = startOf(walk, cursor);
  const found = walk.take(start, 1, limit + 1);
  const rows = found.slice(0, limit);
  const hasPrev = walk.take(start - 1, -1, 1).length > 0;
  const next: Cursor =
    request.style === 'offset'
      ? { from: 'offset', count: (cursor.from === 'offset' ? cursor.count : 0) + rows.length }
      : afterLast(rows, listing, cursor);
  return answer(listing, rows, {
    next,
    prev: beforeFirst(rows, listing, cursor),
    hasNext: found.length > limit,
    hasPrev,
  });
}

/** Rows nearest to the anchor come first by page; within a page they stand in the list's own order. */
function backPage<T>(walk: Walk<T>, cursor: Extract<Cursor, { key: Key }>, limit: number): Page<T> {
  const { listing } = walk;
  const anchor = cursor.from === 'before' ? walk.before(cursor.key) : walk.after(cursor.key) - 1;
  const found = walk.take(anchor, -1, limit + 1);
  const rows = found.slice(0, limit).reverse();
  return answer(listing, rows, {
    next: afterLast(rows, listing, cursor),
    prev: rows.length === 0 ? cursor : beforeFirst(rows, listing, cursor),
    hasNext: walk.take(anchor + 1, 1, 1).length > 0,
    hasPrev: found.length > limit,
  });
}

function startOf<T>(walk: Walk<T>, cursor: Cursor): number {
  if (cursor.from === 'start') return 0;
  if (cursor.from === 'offset') return walk.afterAccepted(cursor.count);
  return walk.after(cursor.key);
}

function afterLast<T>(rows: readonly T[], listing: Listing<T>, cursor: Cursor): Cursor {
  const last = rows.at(-1);
  if (last !== undefined) return { from: 'after', key: listing.keyOf(last) };
  return cursor.from === 'before' || cursor.from === 'through' ? { from: 'start' } : cursor;
}

function beforeFirst<T>(rows: readonly T[], listing: Listing<T>, cursor: Cursor): Cursor {
  const first = rows[0];
  if (first !== undefined) return { from: 'before', key: listing.keyOf(first) };
  return cursor.from === 'after' ? { from: 'through', key: cursor.key } : cursor;
}

function emptied<T>(listing: Listing<T>, cursor: Cursor): Page<T> {
  return answer(listing, [], { next: cursor, prev: cursor, hasNext: true, hasPrev: cursor.from !== 'start' });
}

function answer<T>(
  listing: Listing<T>,
  data: readonly T[],
  ends: {
    readonly next: Cursor;
    readonly prev: Cursor;
    readonly hasNext: boolean;
    readonly hasPrev: boolean;
  },
): Page<T> {
  return {
    data,
    meta: {
      paginate: {
        next_page: encodeCursor(listing.name, ends.next),
        prev_page: encodeCursor(listing.name, ends.prev),
        has_next: ends.hasNext,
        has_prev: ends.hasPrev,
      },
    },
  };
}

/** A listing in the order it is walked: position 0 is the first row of the first page. */
class Walk<T> {
  constructor(readonly listing: Listing<T>) {}

  /** Up to `count` accepted rows from `position` on, in the direction of `step`. */
  take(position: number, step: 1 | -1, count: number): T[] {
    const rows: T[] = [];
    for (let at = position; rows.length < count; at += step) {
      const item = this.at(at);
      if (item === undefined) break;
      if (this.listing.accepts?.(item) ?? true) rows.push(item);
    }
    return rows;
  }

  /** The position behind the first `count` accepted rows. */
  afterAccepted(count: number): number {
    let left = count;
    let position = 0;
    for (let item = this.at(0); item !== undefined && left > 0; item = this.at(position)) {
      if (this.listing.accepts?.(item) ?? true) left -= 1;
      position += 1;
    }
    return position;
  }

  /** The first position whose row stands behind the key, which need not be there any more. */
  after(key: Key): number {
    return this.search((each) => compareKeys(each, key) * this.sign > 0);
  }

  /** The last position whose row stands before the key. */
  before(key: Key): number {
    return this.search((each) => compareKeys(each, key) * this.sign >= 0) - 1;
  }

  private get sign(): 1 | -1 {
    return this.listing.isDescending === true ? -1 : 1;
  }

  private at(position: number): T | undefined {
    const { items, isDescending } = this.listing;
    return position < 0 ? undefined : items[isDescending === true ? items.length - 1 - position : position];
  }

  /** The first position for which `isBehind` holds; it holds for all later ones. */
  private search(isBehind: (key: Key) => boolean): number {
    let low = 0;
    let high = this.listing.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const item = this.at(middle);
      if (item !== undefined && isBehind(this.listing.keyOf(item))) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
