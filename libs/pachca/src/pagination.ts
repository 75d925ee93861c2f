import { PachcaError } from './domain/pachca-error.js';
import { type Page } from './domain/page.js';

/** The last resort against a server that never ends: half a million people at 50 a page. */
const MAX_PAGES = 10_000;

/**
 * Walks a list to its end and yields what each page holds; empty pages are passed over.
 *
 * It ends on the page that says it is the last, never on a short or an empty one. A list that cannot be walked to its
 * end throws instead of looking complete, since a partial audience is worse than none.
 *
 * @throws PachcaError `invalid_response` on a cursor that was given before, and after 10,000 pages
 */
export async function* walkPages<T>(
  operation: string,
  fetchPage: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<readonly T[], void, undefined> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  let receivedCount = 0;
  for (let pageCount = 0; pageCount < MAX_PAGES; pageCount += 1) {
    const page = await fetchPage(cursor);
    receivedCount += page.items.length;
    if (page.items.length > 0) yield page.items;
    if (page.nextCursor === null || receivedCount === page.total) return;
    if (seen.has(page.nextCursor)) throw endless(operation, 'repeated cursor');
    seen.add(page.nextCursor);
    cursor = page.nextCursor;
  }
  throw endless(operation, `no end after ${MAX_PAGES} pages`);
}

const endless = (operation: string, detail: string): PachcaError =>
  new PachcaError('invalid_response', operation, { path: 'meta.paginate.next_page', detail });
