import fc from 'fast-check';
import { type ColumnMapping, planColumns } from './list-columns.js';
import { readRow } from './list-row.js';

const guessed = { kind: 'guessed' } as const;
const row = (...cells: readonly string[]) => readRow(cells, guessed);

describe('a row of a list', () => {
  it.each<[string, string, readonly string[]]>([
    ['2345', 'id', ['2345']],
    ['@Anna.S', 'nickname', ['anna.s']],
    ['anna', 'nickname', ['anna']],
    ['Anna@Example.com', 'email', ['anna@example.com']],
    ['Смирнова  Анна', 'name', ['смирнова анна', 'анна смирнова']],
    [
      'Щукин Фёдор Петрович',
      'name',
      ['щукин федор петрович', 'федор петрович щукин', 'щукин федор', 'федор щукин'],
    ],
  ])('names somebody by itself: %s', (text, kind, keys) => {
    expect(row(text)).toEqual({ given: text, kind, keys });
  });

  it.each<[string, string]>([
    ['', 'blank'],
    [' \u00a0 ', 'blank'],
    ['=HYPERLINK("http://x")', 'formula'],
    ['+79990000000', 'formula'],
    ['-1', 'formula'],
    ['0', 'malformed'],
    ['1'.repeat(16), 'malformed'],
    ['@', 'malformed'],
    ['Анна\0', 'malformed'],
    ['Анна\uD800', 'malformed'],
    ['я'.repeat(400), 'malformed'],
  ])('says what is wrong: %j', (text, code) => {
    expect(row(text)).toMatchObject({ code });
  });

  it('is read by its columns, the surest first', () => {
    const heading = ['Фамилия', 'Имя', 'E-mail', 'ID'];
    const plan = planColumns(heading, {});
    expect(plan).toEqual({
      kind: 'mapped',
      columns: { last_name: 0, first_name: 1, email: 2, id: 3 },
      hasHeading: true,
    });
    expect(readRow(['Смирнова', 'Анна', 'a@x.ru', '7'], plan)).toMatchObject({ kind: 'id', keys: ['7'] });
    expect(readRow(['Смирнова', 'Анна', 'a@x.ru'], plan)).toMatchObject({ kind: 'email' });
    expect(readRow(['Смирнова', 'Анна', ''], plan)).toMatchObject({
      kind: 'name',
      keys: ['анна смирнова', 'смирнова анна'],
    });
    expect(readRow(['', '', '', ''], plan)).toMatchObject({ code: 'blank' });
  });

  it.each<[string, readonly string[], ColumnMapping, unknown]>([
    [
      'a heading',
      ['Таб. №', 'Логин'],
      { nickname: 'логин' },
      { kind: 'mapped', columns: { nickname: 1 }, hasHeading: true },
    ],
    [
      'a number',
      ['12', 'anna'],
      { nickname: '2' },
      { kind: 'mapped', columns: { nickname: 1 }, hasHeading: false },
    ],
    ['a column that is not there', ['12'], { email: 'Почта' }, { kind: 'missing', column: 'Почта' }],
    ['a number beyond', ['12'], { email: '2' }, { kind: 'missing', column: '2' }],
    ['nothing to go by', ['12', 'anna'], {}, { kind: 'guessed' }],
  ])('has its columns from %s', (_name, first, mapping, plan) => {
    expect(planColumns(first, mapping)).toEqual(plan);
  });

  it('is told or read whatever it holds, and never holds what Postgres refuses', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constant('\0'),
      fc.constant('\uD800'),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 4 }), (cells) => {
        const read = readRow(cells, guessed);
        const texts = [read.given, ...('keys' in read ? read.keys : [])];
        expect(texts.some((text) => /\0|\p{Surrogate}/u.test(text))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
