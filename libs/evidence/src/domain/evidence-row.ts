import type { Json } from './canonical.js';

/** An acknowledgement, by a click or a reaction, with the event of the messenger that told of it. */
export interface EvidenceAnswer {
  readonly version: number;
  readonly choice: string;
  readonly at: string;
  readonly source: string;
  readonly event_id: number;
}

/** A message of a later step to the same person. */
export interface EvidenceReminder {
  readonly step: number;
  readonly status: string;
  readonly sent_at: string | null;
  readonly message_id: number | null;
  /** It waits until they are back; absent otherwise. */
  readonly why?: 'away';
}

/** A newer version that was put into the message, or was to be. */
export interface EvidenceEdit {
  readonly version: number;
  readonly state: string;
  readonly finished_at: string | null;
}

/** All that a sheet says of one recipient. Instants are RFC 3339 in UTC with milliseconds. */
export interface EvidenceRow {
  readonly delivery_id: string;
  readonly user_id: number;
  /** As the directory had them when the sheet was issued. */
  readonly name: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly included_by: string;
  readonly excluded_by: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly content_version: number | null;
  readonly sent_at: string | null;
  readonly message_id: number | null;
  /** What proves that the message exists. */
  readonly proof: string | null;
  /** Read after the first moment and not later than the second. */
  readonly read_after: string | null;
  readonly read_by: string | null;
  readonly read_source: string | null;
  readonly acknowledgements: readonly EvidenceAnswer[];
  readonly reminders: readonly EvidenceReminder[];
  readonly edits: readonly EvidenceEdit[];
  readonly recall: { readonly state: string; readonly finished_at: string | null } | null;
}

/** The row as a value of JSON, which it is. */
export const jsonOf = (row: EvidenceRow): Json => ({ ...row }) as unknown as Json;
