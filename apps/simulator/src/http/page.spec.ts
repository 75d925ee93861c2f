import * as fc from 'fast-check';
import { type Cursor, decodeCursor, encodeCursor } from './cursor.js';
import { type Listing, type Page, pageOf } from './page.js';

const listing = (items: readonly number[], isDescending = false): Listing<number> => ({
  name: 'numbers',
  items,
  keyOf: (item) => [item],
  isDescending,
});

const get = (
  items: readonly number[],
  cursor: string | null,
  limit: number,
  more: object = {},
): Page<number> =>
  pageOf(listing(items), {
    cursor: cursor === null ? { from: 'start' } : (decodeCursor('numbers', cursor) ?? { from: 'start' }),
    limit,
    style: 'keyset',
    ...more,
  });

describe('pages', () => {
  it('say where they stand, and their cursors are never empty', () => {
    const first = get([1, 2, 3], null, 2);
    expect(first.data).toEqual([1, 2]);
    expect(first.meta.paginate).toMatchObject({ has_next: true, has_prev: false });
    const last = get([1, 2, 3], first.meta.paginate.next_page, 2);
    expect(last.data).toEqual([3]);
    expect(last.meta.paginate).toMatchObject({ has_next: false, has_prev: true });
    const beyond = get([1, 2, 3], last.meta.paginate.next_page, 2);
    expect(beyond.data).toEqual([]);
    expect(beyond.meta.paginate).toMatchObject({ has_next: false, next_page: last.meta.paginate.next_page });
    expect(get([], null, 2).meta.paginate).toMatchObject({ has_next: false, has_prev: false });
    expect(get([], null, 2).meta.paginate.next_page).not.toBe('');
    expect(get([1, 2], null, 2).meta.paginate.has_next).toBe(false);
  });

  it('go back from the nearest rows on, without repeating the anchor', () => {
    const second = get([1, 2, 3, 4, 5], get([1, 2, 3, 4, 5], null, 3).meta.paginate.next_page, 3);
    const back = get([1, 2, 3, 4, 5], second.meta.paginate.prev_page, 2);
    expect(back.data).toEqual([2, 3]);
    expect(back.meta.paginate).toMatchObject({ has_prev: true, has_next: true });
  });

  it('show what came newly when an empty list, or its end, is asked again', () => {
    const empty = get([], null, 2);
    expect(get([7], empty.meta.paginate.next_page, 2).data).toEqual([7]);
    const end = get([1, 2], null, 5);
    expect(get([1, 2, 3], end.meta.paginate.next_page, 5).data).toEqual([3]);
    const newest = pageOf(listing([1, 2], true), { cursor: { from: 'start' }, limit: 5, style: 'keyset' });
    const prev = decodeCursor('numbers', newest.meta.paginate.prev_page) ?? { from: 'start' };
    expect(pageOf(listing([1, 2, 3], true), { cursor: prev, limit: 5, style: 'keyset' }).data).toEqual([3]);
  });

  it('lose and repeat nothing while rows are added and removed between them', () => {
    const change = fc.record({
      add: fc.array(fc.integer({ min: 0, max: 300 })),
      drop: fc.array(fc.nat(300)),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: 40 }),
        fc.array(change, { maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        (start, changes, limit, isDescending) => {
          let rows = [...start].sort((a, b) => a - b);
          const stable = new Set(rows);
          const seen: number[] = [];
          let cursor: string | null = null;
          for (let turn = 0; ; turn++) {
            const place: Cursor | null =
              cursor === null ? { from: 'start' as const } : decodeCursor('numbers', cursor);
            if (place === null) throw new Error('The cursor cannot be read');
            const page: Page<number> = pageOf(listing(rows, isDescending), {
              cursor: place,
              limit,
              style: 'keyset',
            });
            seen.push(...page.data);
            if (!page.meta.paginate.has_next) break;
            cursor = page.meta.paginate.next_page;
            const { add, drop } = changes[turn] ?? { add: [], drop: [] };
            for (const row of drop) stable.delete(row);
            rows = [...new Set([...rows, ...add])].filter((row) => !drop.includes(row)).sort((a, b) => a - b);
          }
          expect(new Set(seen).size).toBe(seen.length);
          for (const row of stable) expect(seen).toContain(row);
        },
      ),
    );
  });

  it('do repeat a row when they count instead of keeping keys', () => {
    const first = get([2, 3, 4], null, 2, { style: 'offset' });
    const second = get([1, 2, 3, 4], first.meta.paginate.next_page, 2, { style: 'offset' });
    expect([...first.data, ...second.data]).toEqual([2, 3, 3, 4]);
  });

  it('can be empty and claim more, leading back to the same place', () => {
    const first = get([1, 2, 3], null, 1);
    const emptied = get([1, 2, 3], first.meta.paginate.next_page, 1, { isEmptied: true });
    expect(emptied).toMatchObject({ data: [], meta: { paginate: { has_next: true } } });
    expect(get([1, 2, 3], emptied.meta.paginate.next_page, 1).data).toEqual([2]);
  });
});

describe('cursors', () => {
  it('are of one list only, and nonsense is none', () => {
    const cursor = encodeCursor('users', { from: 'after', key: [5] });
    expect(decodeCursor('users', cursor)).toEqual({ from: 'after', key: [5] });
    expect(decodeCursor('tags', cursor)).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeCursor('users', text)).toBeNull();
      }),
    );
  });
});
