import type { ColumnPlan } from './list-columns.js';

/** By what a row names somebody. */
export type RowKind = 'id' | 'nickname' | 'email' | 'name';

/** What is wrong with a row, or worth a word. */
export const ROW_CODES = [
  'blank',
  'malformed',
  'formula',
  'not_found',
  'ambiguous',
  'duplicate',
  'already_there',
  'suspended',
  'left',
] as const;
export type RowCode = (typeof ROW_CODES)[number];

/** A row that can be looked up, or one that names nobody whatever the directory holds. */
export type ListRow =
  | {
      /** As it was given, cut, with what cannot be stored replaced. */
      readonly given: string;
      readonly kind: RowKind;
      /** Folded; whoever matches one of them is meant. */
      readonly keys: readonly string[];
    }
  | { readonly given: string; readonly code: 'blank' | 'malformed' | 'formula' };

/** Characters of a row that are kept, to show it. */
const MAX_GIVEN = 200;
/** Longest cell that could name anybody. */
const MAX_CELL = 320;

/** Reads one row: by the columns of the plan in the order id, e-mail, nickname, name; else by its first cell. */
export function readRow(cells: readonly string[], plan: ColumnPlan): ListRow {
  const given = shown(cells.filter((cell) => cell.trim() !== '').join('; '));
  const found = plan.kind === 'mapped' ? mappedCell(cells, plan.columns) : guessedCell(cells);
  if (found === null) return { given, code: 'blank' };
  const { text } = found;
  if (text.length > MAX_CELL || /[\0\uFFFD]|\p{Surrogate}/u.test(text)) return { given, code: 'malformed' };
  // A cell that a spreadsheet would compute names nobody, and must not be handed back as one.
  if (/^[=+\-\t\r]/.test(text)) return { given, code: 'formula' };
  return keysOf(given, found.kind ?? kindOf(text), text);
}

interface Cell {
  /** `null`: to be told from its text. */
  readonly kind: RowKind | null;
  readonly text: string;
}

function mappedCell(
  cells: readonly string[],
  columns: Extract<ColumnPlan, { kind: 'mapped' }>['columns'],
): Cell | null {
  const at = (place: number | undefined): string => (place === undefined ? '' : (cells[place] ?? '').trim());
  for (const kind of ['id', 'email', 'nickname', 'name'] as const) {
    const text = at(columns[kind]);
    if (text !== '') return { kind, text };
  }
  const text = `${at(columns.first_name)} ${at(columns.last_name)}`.trim();
  return text === '' ? null : { kind: 'name', text };
}

function guessedCell(cells: readonly string[]): Cell | null {
  const text = cells.map((cell) => cell.trim()).find((cell) => cell !== '');
  return text === undefined ? null : { kind: null, text };
}

function kindOf(text: string): RowKind {
  if (/^\d+$/.test(text)) return 'id';
  if (/^[^@\s]+@[^@\s]+$/.test(text)) return 'email';
  return /\s/.test(text) ? 'name' : 'nickname';
}

function keysOf(given: string, kind: RowKind, text: string): ListRow {
  const malformed = { given, code: 'malformed' } as const;
  switch (kind) {
    case 'id':
      return /^[1-9]\d{0,14}$/.test(text) ? { given, kind, keys: [text] } : malformed;
    case 'email':
      return /^[^@\s]+@[^@\s]+$/.test(text) ? { given, kind, keys: [folded(text)] } : malformed;
    case 'nickname': {
      const nickname = folded(text.replace(/^@/, ''));
      return nickname === '' ? malformed : { given, kind, keys: [nickname] };
    }
    case 'name':
      return { given, kind, keys: nameKeys(text) };
  }
}

/** «Имя Фамилия» and «Фамилия Имя», with a patronymic or without. */
function nameKeys(text: string): string[] {
  const words = folded(text).replace(/[.,]/g, ' ').split(/\s+/u).filter(Boolean);
  const withoutPatronymic = words.filter((word, n) => n === 0 || !/(вич|вна|ична|оглы|кызы)$/u.test(word));
  const kept = withoutPatronymic.length >= 2 ? [words, withoutPatronymic] : [words];
  const both = kept.flatMap((each) => [each.join(' '), [...each.slice(1), ...each.slice(0, 1)].join(' ')]);
  return [...new Set(both)];
}

/** As Postgres' `folded` does it: the database is asked by equality. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

function shown(text: string): string {
  const storable = text.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');
  const characters = Array.from(storable);
  return characters.length <= MAX_GIVEN ? storable : `${characters.slice(0, MAX_GIVEN - 1).join('')}…`;
}
