import fc from 'fast-check';

import { type Page } from './domain/page.js';
import { walkPages } from './pagination.js';

async function collect<T>(fetchPage: (cursor: string | undefined) => Page<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of walkPages('GET /things', (cursor) => Promise.resolve(fetchPage(cursor))))
    items.push(...page);
  return items;
}

const page = <T>(items: T[], nextCursor: string | null, total: number | null = null): Page<T> => ({
  items,
  nextCursor,
  total,
});

describe('walking pages', () => {
  it('gives every item of every split once and in order, short and empty pages included', async () => {
    const splits = fc.array(fc.array(fc.integer(), { maxLength: 3 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(splits, async (pages) => {
        const fetched: (string | undefined)[] = [];
        const items = await collect((cursor) => {
          fetched.push(cursor);
          const index = Number(cursor ?? 0);
          return page(pages[index] ?? [], index + 1 < pages.length ? String(index + 1) : null);
        });
        expect(items).toEqual(pages.flat());
        expect(fetched).toEqual(pages.map((_, index) => (index === 0 ? undefined : String(index))));
      }),
    );
  });

  it('ends a search when as many were received as there are', async () => {
    const cursors: (string | undefined)[] = [];
    const items = await collect((cursor) => {
      cursors.push(cursor);
      return page([cursors.length], `c${cursors.length}`, 3);
    });
    expect([items, cursors]).toEqual([
      [1, 2, 3],
      [undefined, 'c1', 'c2'],
    ]);
  });

  it('throws on a repeated cursor instead of walking in circles or looking complete', async () => {
    const around = ['a', 'b', 'a'];
    let calls = 0;
    const walk = collect(() => page([1], around[calls++] ?? 'a'));
    await expect(walk).rejects.toMatchObject({ kind: 'invalid_response', path: 'meta.paginate.next_page' });
    await expect(walk).rejects.toThrow(
      'GET /things: invalid_response at meta.paginate.next_page: repeated cursor',
    );
    expect(calls).toBe(3);
  });

  it('gives up after 10,000 pages', async () => {
    let calls = 0;
    await expect(collect(() => page([], String((calls += 1))))).rejects.toThrow('no end after 10000 pages');
    expect(calls).toBe(10_000);
  });

  it('asks for nothing more when the reader leaves early', async () => {
    let calls = 0;
    for await (const items of walkPages('GET /things', () =>
      Promise.resolve(page([(calls += 1)], String(calls))),
    )) {
      expect(items).toEqual([1]);
      break;
    }
    expect(calls).toBe(1);
  });
});
