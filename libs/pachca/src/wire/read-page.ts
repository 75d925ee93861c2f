import { type Page } from '../domain/page.js';
import { Fields, UnexpectedShape } from './fields.js';

/** Reads `{data: …}`. */
export const readData = <T>(value: unknown, read: (value: unknown, path: string) => T): T => {
  const fields = Fields.of(value, '');
  return read(fields.raw('data'), 'data');
};

/** Reads `{data: […]}` of an endpoint without pages. */
export const readPlainList = <T>(value: unknown, read: (value: unknown, path: string) => T): T[] =>
  Fields.of(value, '').list('data', read);

/**
 * Reads one page in either form. List methods say `has_next`, and their `next_page` is a cursor even on the last page;
 * search methods have `total` instead and end when as many were received or a page is empty (Pachca's API guide,
 * "Pagination").
 * Before 2026-05 a null cursor meant the end, which is still understood where `has_next` is missing.
 */
export function readPage<T>(value: unknown, read: (value: unknown, path: string) => T): Page<T> {
  const fields = Fields.of(value, '');
  const items = fields.list('data', read);
  const meta = fields.object('meta');
  const paginate = meta.object('paginate');
  const hasNext = paginate.nullableFlag('has_next');
  const cursor = paginate.nullableText('next_page');
  if (hasNext === true && (cursor === null || cursor === '')) {
    throw new UnexpectedShape('meta.paginate.next_page', 'cursor of the next page');
  }
  const isLast = hasNext === null ? items.length === 0 : !hasNext;
  return {
    items,
    nextCursor: isLast || cursor === '' ? null : cursor,
    total: hasNext === null ? meta.nullableCount('total') : null,
  };
}
