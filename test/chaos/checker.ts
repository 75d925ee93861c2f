/** A delivery as the database has it at the end. */
export interface DeliveryRow {
  readonly id: string;
  readonly runId: string;
  readonly runStatus: string;
  readonly recipientId: number;
  readonly marker: string;
  readonly state: string;
  readonly messageId: number | null;
  /** When its message was last believed to be absent; ISO 8601. */
  readonly absentAt: string | null;
  /** Whether its message was to be taken back, and nothing was sent anew since. */
  readonly isRecalled: boolean;
  /** What a message of its run is to say: the newest version of the text. */
  readonly text: string;
}

/** A run as the database has it at the end. */
export interface RunRow {
  readonly id: string;
  readonly status: string;
  readonly expected: number | null;
  readonly rows: number;
}

/** A message of the bot as the messenger really has it, deleted or not. */
export interface TrueMessage {
  readonly id: number;
  readonly personId: number | null;
  readonly displayAvatarUrl: string | null;
  readonly content: string;
  /** ISO 8601, as all its times. */
  readonly createdAt: string;
  readonly deletedAt: string | null;
  readonly deletedById: number | null;
}

/** What is wrong, and with which deliveries. All figures of a right run are 0; `a8_residue` is counted apart. */
export interface Verdict {
  readonly figures: Figures;
  readonly suspects: readonly string[];
}

export interface Figures {
  /** People of a completed run who never got its message, and rows that a run lacks. */
  readonly lost: number;
  /** Messages beyond the first of a delivery, removed ones included. */
  readonly duplicates_made: number;
  /** Of these, what a person can still see beside another copy. */
  readonly duplicates_visible: number;
  /** `sent` rows whose message does not exist, or is another delivery's. */
  readonly false_sent: number;
  readonly wrong_person: number;
  /** Messages of no delivery, or of one that does not say `sent`; without the residue. */
  readonly orphans: number;
  /** Messages that a person still sees although they were recalled. */
  readonly recalled_visible: number;
  /** Messages that a person sees with another text than the newest. */
  readonly outdated: number;
  /** Deliveries, runs and corrections that are not final. */
  readonly open: number;
  /** Second copies, and messages that no row knows, after the recipient had deleted the first: A8 did not hold. */
  readonly a8_residue: number;
}

const OPEN_STATES = ['pending', 'leased', 'sending', 'unknown'];
const FINAL_RUNS = ['completed', 'cancelled'];

/** Compares what the messenger has with what the database says. Needs nothing of the product's own judgement. */
export function check(input: {
  readonly deliveries: readonly DeliveryRow[];
  readonly runs: readonly RunRow[];
  readonly messages: readonly TrueMessage[];
  /** Recalls and edits of single messages, and operations, that are not at their end. */
  readonly openCorrections: number;
}): Verdict {
  const byMarker = new Map<string, TrueMessage[]>();
  for (const message of input.messages) {
    const marker = markerIn(message);
    byMarker.set(marker, [...(byMarker.get(marker) ?? []), message]);
  }
  const suspects = new Set<string>();
  const count = (rows: readonly DeliveryRow[], wrong: (row: DeliveryRow) => number): number =>
    rows.reduce((sum, row) => {
      const found = wrong(row);
      if (found > 0) suspects.add(row.id);
      return sum + found;
    }, 0);
  const of = (row: DeliveryRow): readonly TrueMessage[] => byMarker.get(row.marker) ?? [];
  const unknownCopies = (row: DeliveryRow): number => (row.state === 'sent' ? 0 : of(row).length);
  const isMissed = (row: DeliveryRow): boolean => wasDeletedInDoubt(row, of(row));
  const { deliveries, runs } = input;
  const known = new Set(deliveries.map(({ marker }) => marker));
  const strangers = input.messages.filter((message) => !known.has(markerIn(message)));
  const figures: Figures = {
    lost:
      count(deliveries, (row) => (isOwed(row) && of(row).length === 0 ? 1 : 0)) +
      runs.reduce((sum, run) => sum + Math.max(0, (run.expected ?? run.rows) - run.rows), 0),
    duplicates_made: count(deliveries, (row) => duplicates(of(row)).made),
    duplicates_visible: count(deliveries, (row) => duplicates(of(row)).visible),
    false_sent: count(deliveries, (row) =>
      row.state === 'sent' && !of(row).some(({ id }) => id === row.messageId) ? 1 : 0,
    ),
    wrong_person: count(
      deliveries,
      (row) => of(row).filter(({ personId }) => personId !== row.recipientId).length,
    ),
    orphans: strangers.length + count(deliveries, (row) => (isMissed(row) ? 0 : unknownCopies(row))),
    recalled_visible: count(deliveries, (row) => (row.isRecalled ? of(row).filter(isVisible).length : 0)),
    outdated: count(
      deliveries,
      (row) => of(row).filter((copy) => isVisible(copy) && copy.content !== row.text).length,
    ),
    open:
      input.openCorrections +
      count(deliveries, (row) => (OPEN_STATES.includes(row.state) ? 1 : 0)) +
      runs.filter(({ status }) => !FINAL_RUNS.includes(status)).length,
    a8_residue: deliveries.reduce(
      (sum, row) => sum + duplicates(of(row)).residue + (isMissed(row) ? unknownCopies(row) : 0),
      0,
    ),
  };
  return { figures, suspects: [...suspects] };
}

function isVisible({ deletedAt }: TrueMessage): boolean {
  return deletedAt === null;
}

/** Nobody in these runs is refused by the messenger, so everybody not skipped beforehand is owed the message. */
function isOwed(row: DeliveryRow): boolean {
  return row.runStatus === 'completed' && row.state !== 'skipped';
}

function duplicates(copies: readonly TrueMessage[]): { made: number; visible: number; residue: number } {
  const ordered = [...copies].sort((a, b) => a.id - b.id);
  const surplus = ordered.slice(1);
  const residue = surplus.filter((copy, at) => isResidue(ordered.slice(0, at + 1), copy)).length;
  const seen = copies.filter(isVisible).length;
  return { made: surplus.length - residue, visible: Math.max(0, seen - 1), residue };
}

/** Every earlier copy had been deleted by its recipient before this one was made: nothing was left to find. */
function isResidue(earlier: readonly TrueMessage[], copy: TrueMessage): boolean {
  return earlier.every(
    ({ deletedAt, deletedById, personId }) =>
      deletedAt !== null && deletedById === personId && Date.parse(deletedAt) <= Date.parse(copy.createdAt),
  );
}

/** The recipient had deleted every copy before its absence was believed: no look at the chat could find it. */
function wasDeletedInDoubt({ absentAt, recipientId }: DeliveryRow, copies: readonly TrueMessage[]): boolean {
  return copies.every(
    ({ deletedAt, deletedById }) =>
      deletedAt !== null &&
      deletedById === recipientId &&
      absentAt !== null &&
      Date.parse(deletedAt) <= Date.parse(absentAt),
  );
}

function markerIn(message: TrueMessage): string {
  return /#d=([^.]+)\./.exec(message.displayAvatarUrl ?? '')?.[1] ?? '';
}
