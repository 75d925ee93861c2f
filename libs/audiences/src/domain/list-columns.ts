/** What a column of a list holds. */
export const LIST_COLUMNS = ['id', 'nickname', 'email', 'name', 'first_name', 'last_name'] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** Columns as somebody named them: a heading, or the number of the column from 1. */
export type ColumnMapping = Readonly<Partial<Record<ListColumn, string>>>;

/** Where the values of a list stand, or why that is not known. */
export type ColumnPlan =
  | {
      readonly kind: 'mapped';
      /** Places from 0. */
      readonly columns: Readonly<Partial<Record<ListColumn, number>>>;
      readonly hasHeading: boolean;
    }
  /** No heading: each row names somebody by its first cell that is not empty. */
  | { readonly kind: 'guessed' }
  /** A column that was asked for is not there. */
  | { readonly kind: 'missing'; readonly column: string };

/**
 * Which column holds what. Columns that were named count; else headings that anybody would understand; else there is
 * no heading.
 */
export function planColumns(firstRow: readonly string[], mapping: ColumnMapping): ColumnPlan {
  const asked = LIST_COLUMNS.flatMap((column) => {
    const name = mapping[column];
    return name === undefined ? [] : [{ column, name }];
  });
  if (asked.length > 0) return mapped(firstRow, asked);
  const columns: Partial<Record<ListColumn, number>> = {};
  firstRow.forEach((cell, place) => {
    const column = LIST_COLUMNS.find((each) => HEADINGS[each].includes(folded(cell)));
    if (column !== undefined) columns[column] ??= place;
  });
  return Object.keys(columns).length > 0
    ? { kind: 'mapped', columns, hasHeading: true }
    : { kind: 'guessed' };
}

function mapped(
  firstRow: readonly string[],
  asked: readonly { readonly column: ListColumn; readonly name: string }[],
): ColumnPlan {
  const headings = firstRow.map(folded);
  const columns: Partial<Record<ListColumn, number>> = {};
  let hasHeading = false;
  for (const { column, name } of asked) {
    const place = headings.indexOf(folded(name));
    const number = /^[1-9]\d{0,2}$/.test(name) ? Number(name) - 1 : -1;
    if (place >= 0) {
      columns[column] = place;
      hasHeading = true;
    } else if (number >= 0 && number < firstRow.length) columns[column] = number;
    else return { kind: 'missing', column: name };
  }
  const isHeading = hasHeading || firstRow.some((cell) => ALL_HEADINGS.has(folded(cell)));
  return { kind: 'mapped', columns, hasHeading: isHeading };
}

const HEADINGS: Readonly<Record<ListColumn, readonly string[]>> = {
  id: ['id', 'user id', 'user_id', 'ид', 'идентификатор', 'id пачки', 'pachca id'],
  nickname: ['nickname', 'nick', 'ник', 'никнейм', 'логин', 'login', 'username'],
  email: ['email', 'e-mail', 'mail', 'почта', 'эл. почта', 'электронная почта', 'адрес почты'],
  name: ['name', 'full name', 'full_name', 'имя и фамилия', 'фамилия и имя', 'фио', 'сотрудник', 'ф.и.о.'],
  first_name: ['first name', 'first_name', 'имя'],
  last_name: ['last name', 'last_name', 'surname', 'фамилия'],
};
const ALL_HEADINGS: ReadonlySet<string> = new Set(Object.values(HEADINGS).flat());

function folded(text: string): string {
  return text.trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ');
}
