/** Something that somebody did, for the trail. */
export interface NewAuditEvent {
  /** Public id of the key that did it, or `system`. */
  readonly actor: string;
  /** Of the messenger: whom the key was issued to; `null`: a system's key. */
  readonly personId: number | null;
  /** Stable word for machines, such as `campaign.send`. */
  readonly action: string;
  /** Public id of what it was done to; `null`: of nothing that has one. */
  readonly object: string | null;
  /** Why, in the words of who did it. */
  readonly reason: string | null;
  /** What matters of it: never texts, tokens or names of recipients. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** One row of the trail. */
export interface AuditEvent extends NewAuditEvent {
  /** Its place in the chain, from 1 and without a gap. */
  readonly seq: number;
  readonly at: Date;
  /** Hex: the hash of the row before, 64 zeros at the beginning. */
  readonly prev: string;
  /** Hex of SHA-256 over `prev` and all of the above. */
  readonly hash: string;
}

/** What somebody has found who walked the whole chain. */
export interface AuditVerdict {
  /** How many rows were walked, up to the first that is wrong. */
  readonly count: number;
  /** Hex: the hash of the last right row, to be kept outside of the database. */
  readonly head: string;
  /** The first row that is not what it was, or is missing; `null`: all are as they were written. */
  readonly broken: {
    readonly seq: number;
    /** Its content, its link to the row before it, or rows that are gone. */
    readonly why: 'altered' | 'unlinked' | 'missing';
  } | null;
}
