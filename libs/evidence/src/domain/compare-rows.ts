import { canonical, type Json } from './canonical.js';
import type { EvidenceEdit, EvidenceReminder, EvidenceRow } from './evidence-row.js';

/** Names of what a row says otherwise now than it did, although it may not. */
export type AlteredField = keyof EvidenceRow;

/**
 * What became of a row since its sheet was issued.
 *
 * - `same`: it says the same.
 * - `grown`: something came to it that comes with time: sent, read, acknowledged, edited, recalled.
 * - `altered`: something that was written down once says otherwise now, or is gone. The product never does that.
 */
export type RowChange =
  | { readonly kind: 'same' | 'grown' }
  | { readonly kind: 'altered'; readonly fields: readonly AlteredField[] };

/** Compares what was issued with what the ledger says now. People are renamed and move; that is no change of the ledger. */
export function compareRows(issued: EvidenceRow, now: EvidenceRow): RowChange {
  const fields = ALTERED.flatMap(([field, isAltered]) => (isAltered(issued, now) ? [field] : []));
  if (fields.length > 0) return { kind: 'altered', fields };
  return text(ledgerOf(issued)) === text(ledgerOf(now)) ? { kind: 'same' } : { kind: 'grown' };
}

type Rule = readonly [AlteredField, (issued: EvidenceRow, now: EvidenceRow) => boolean];

/** It never changes. */
const fixed = (field: AlteredField): Rule => [field, (one, other) => text(one[field]) !== text(other[field])];
/** It comes once and stays. */
const once = (field: AlteredField): Rule => [
  field,
  (one, other) => one[field] !== null && text(one[field]) !== text(other[field]),
];
/** Nothing of it goes; more may come. */
const growing = <Entry>(
  field: AlteredField,
  entriesOf: (row: EvidenceRow) => readonly Entry[],
  stays: (one: Entry, other: Entry) => boolean,
): Rule => [
  field,
  (one, other) =>
    entriesOf(one).some((entry) => !entriesOf(other).some((candidate) => stays(entry, candidate))),
];

const reminderStays = (one: EvidenceReminder, other: EvidenceReminder): boolean =>
  one.step === other.step &&
  (one.status !== 'sent' || (other.status === 'sent' && one.sent_at === other.sent_at)) &&
  (one.message_id === null || one.message_id === other.message_id);

const editStays = (one: EvidenceEdit, other: EvidenceEdit): boolean =>
  one.version === other.version && (one.state !== 'done' || text(one) === text(other));

const ALTERED: readonly Rule[] = [
  fixed('delivery_id'),
  fixed('user_id'),
  fixed('included_by'),
  fixed('excluded_by'),
  // A message that was sent stays so; everything else may still be sent, or be given up.
  ['status', (one, other) => one.status === 'sent' && other.status !== 'sent'],
  ['reason', (one, other) => one.status === other.status && one.reason !== other.reason],
  // An edit brings a later version, never an earlier one.
  [
    'content_version',
    (one, other) => one.status === 'sent' && (other.content_version ?? 0) < (one.content_version ?? 0),
  ],
  once('sent_at'),
  once('message_id'),
  once('proof'),
  [
    'read_after',
    // Before the read is known the bound moves on with every look.
    (one, other) => one.read_by !== null && one.read_after !== other.read_after,
  ],
  once('read_by'),
  once('read_source'),
  growing(
    'acknowledgements',
    (row) => row.acknowledgements,
    (one, other) => text(one) === text(other),
  ),
  growing('reminders', (row) => row.reminders, reminderStays),
  growing('edits', (row) => row.edits, editStays),
  [
    'recall',
    (one, other) =>
      one.recall !== null &&
      (one.recall.state === 'gone' ? text(one.recall) !== text(other.recall) : other.recall === null),
  ],
];

/** What the directory says, not the ledger. */
const OF_THE_DIRECTORY: readonly string[] = ['name', 'department', 'title'] satisfies AlteredField[];

function ledgerOf(row: EvidenceRow): object {
  return Object.fromEntries(Object.entries(row).filter(([field]) => !OF_THE_DIRECTORY.includes(field)));
}

const text = (value: unknown): string => canonical(value as Json);
