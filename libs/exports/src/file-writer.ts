import type { Cell } from './domain/cell.js';
import type { ExportLanguage, LocalClock } from './domain/local-clock.js';
import type { Worded } from './domain/words.js';
import type { MemberFigures } from './zip.js';

/** A table as people read it, whatever file it becomes. */
export interface TableLook {
  readonly columns: readonly TableColumn[];
  readonly language: ExportLanguage;
  readonly clock: LocalClock;
}

/** One column: how it is called, how wide it is drawn, and how its words are translated. */
export interface TableColumn {
  /** Name for machines. */
  readonly key: string;
  readonly heading: Worded;
  /** In characters. */
  readonly width: number;
  /** What words for machines are called among people; a word without an entry is shown as it is. */
  readonly words?: Readonly<Record<string, Worded>>;
}

/** All that a writer must know to go on, in this process or another. */
export interface WriterState extends MemberFigures {
  /** Rows so far, without the heading. */
  readonly rows: number;
}

export interface Piece {
  readonly bytes: Buffer;
  readonly state: WriterState;
}

/**
 * A file that is made piece by piece. What lies between two pieces is a `WriterState` and nothing else, so whoever has
 * that and the pieces can go on where another process died.
 */
export interface FileWriter {
  /** What goes before the first row; `rows` of its state is 0. */
  start(): Promise<Piece>;
  /** The next rows after those of `state`, in the order of the columns; a missing cell is taken for `null`. */
  add(state: WriterState, rows: readonly (readonly Cell[])[]): Promise<Piece>;
  /** `head` goes before all the pieces: it holds what is known at the end only. */
  finish(state: WriterState): Promise<{ readonly head: Buffer; readonly tail: Buffer }>;
}

const BOOLEANS = { ru: { true: 'да', false: 'нет' }, en: { true: 'yes', false: 'no' } } as const;

/** A cell in words; an instant is left to the file. */
export function shownCell(
  cell: string | number | boolean | null,
  { words }: TableColumn,
  language: ExportLanguage,
): string | number | null {
  if (typeof cell === 'boolean') return BOOLEANS[language][cell ? 'true' : 'false'];
  if (typeof cell !== 'string') return cell;
  return words?.[cell]?.[language] ?? cell;
}
