import { DomainError } from '#lib/kernel';

const REASONS = {
  encoding_unknown:
    'The encoding of the list is neither UTF-8 nor windows-1251, so names would be read wrong. Save it as CSV in UTF-8.',
  not_csv: 'The list cannot be read as CSV: perhaps a quote is not closed, or a line is too long.',
  too_many_rows: 'A list may have 100,000 rows at most. Divide it.',
  list_empty: 'There is no row in the list.',
  column_missing: 'A column that was named is not in the first row of the list.',
} as const;

/** A list that cannot be read as a whole; nothing of it was taken. What is wrong with single rows is told row by row. */
export class ListUnreadableError extends DomainError {
  readonly code = 'list_unreadable';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(why: keyof typeof REASONS, facts: Readonly<Record<string, unknown>>) {
    super(REASONS[why]);
    this.facts = { why, ...facts };
  }
}
