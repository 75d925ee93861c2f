import {
  ACK_SOURCE_WORDS,
  CHOICE_WORDS,
  type ExportLanguage,
  LocalClock,
  READ_SOURCE_WORDS,
  REASON_WORDS,
  RECALL_WORDS,
  STATE_WORDS,
  type Worded,
} from '#lib/exports';
import { labelWords } from './audience-words.js';
import { printable } from './domain/printable.js';
import type { EvidenceSheet } from './evidence.service.js';
import type { SheetLook } from './sheet-facts.js';
import { PRINT_WORDS } from './sheet-words.js';

type Row = EvidenceSheet['rows'][number];
type Line = string | null;

/** Nodes of pdfmake: plain data, so that they can go to a thread. */
export type Printed = string | PrintedNode;
/** One that is no mere text. */
export type PrintedNode = Readonly<Record<string, unknown>>;

const FINE = 6;

/** Of the cells of a row, in points; the last one has what is left of the page. */
export const ROW_WIDTHS = [22, 140, 80, 104, 104, 100, 80, '*'] as const;

/** What of a row stands on paper, eight cells; JSON and the workbook have more. */
export class RowPrinter {
  private readonly clock: LocalClock;
  private readonly language: ExportLanguage;
  private readonly words: (typeof PRINT_WORDS)[ExportLanguage];

  constructor({ language, timeZone }: SheetLook) {
    this.clock = new LocalClock(timeZone);
    this.language = language;
    this.words = PRINT_WORDS[language];
  }

  heading(): Printed[] {
    return this.words.columns.map((text) => ({ ...strong(text), fillColor: '#eeeeee' }));
  }

  cells(row: Row, number: number): Printed[] {
    return [
      String(number),
      cell(row.name ?? '—', [row.department, row.title, `ID ${row.user_id}`]),
      cell(labelWords(row.included_by, this.language) ?? '', [labelWords(row.excluded_by, this.language)]),
      this.sent(row),
      this.read(row),
      this.acknowledged(row),
      this.later(row),
      { text: `${row.hash.slice(0, 32)}\n${row.hash.slice(32)}`, fontSize: 5.5 },
    ];
  }

  private sent(row: Row): Printed {
    const { words } = this;
    return cell(this.word(STATE_WORDS, row.status), [
      row.reason === null ? null : this.word(REASON_WORDS, row.reason),
      this.at(row.sent_at),
      row.content_version === null ? null : `${words.version} ${row.content_version}`,
      row.message_id === null ? null : `${words.message} ${row.message_id}`,
      row.recall === null
        ? null
        : `${this.word(RECALL_WORDS, row.recall.state)} ${this.at(row.recall.finished_at) ?? ''}`,
    ]);
  }

  private read(row: Row): Printed {
    if (row.read_by === null) return '—';
    const { words } = this;
    return cell(`${words.by} ${this.at(row.read_by) ?? ''}`, [
      row.read_after === null ? null : `${words.after} ${this.at(row.read_after) ?? ''}`,
      row.read_source === null ? null : this.word(READ_SOURCE_WORDS, row.read_source),
    ]);
  }

  /** The last answer first: it is the one that counts. Those before it belong to older versions. */
  private acknowledged({ acknowledgements }: Row): Printed {
    const [last, ...earlier] = acknowledgements.toReversed();
    if (last === undefined) return '—';
    const { words } = this;
    const lines = (answer: typeof last): Line[] => [
      this.at(answer.at),
      this.word(ACK_SOURCE_WORDS, answer.source),
      `${words.version} ${answer.version}, ${words.event} ${answer.event_id}`,
    ];
    const said = (answer: typeof last): string => this.word(CHOICE_WORDS, answer.choice);
    return cell(said(last), [
      ...lines(last),
      ...earlier.flatMap((answer) => [said(answer), ...lines(answer)]),
    ]);
  }

  private later({ reminders, edits }: Row): Printed {
    const { words } = this;
    const lines = [
      ...reminders.map(
        ({ step, status, sent_at: at, why }) =>
          `${words.reminder} ${step}: ${this.at(at) ?? this.word(STATE_WORDS, status)}` +
          (why === undefined ? '' : `, ${words.away}`),
      ),
      ...edits.map(({ version, finished_at: at }) => `${words.edited} ${version}: ${this.at(at) ?? '…'}`),
    ];
    return lines.length === 0 ? '—' : { stack: lines.map(fine) };
  }

  private at(instant: string | null): Line {
    return instant === null ? null : this.clock.shown(Date.parse(instant), this.language);
  }

  /** Words of people's own, such as a choice, stay as they are. */
  private word(words: Readonly<Record<string, Worded>>, value: string): string {
    return words[value]?.[this.language] ?? value;
  }
}

/** In the heavier cut of the font. */
export function strong(text: string): PrintedNode {
  return { text, bold: true };
}

function cell(first: string, lines: readonly Line[]): Printed {
  return {
    stack: [
      { text: printable(first) },
      ...lines.filter((line): line is string => line !== null && line !== '').map(fine),
    ],
  };
}

function fine(line: string): Printed {
  return { text: printable(line), fontSize: FINE };
}
