import { canonical, type Json } from './domain/canonical.js';
import type { RowChange } from './domain/compare-rows.js';
import type { EvidenceRow } from './domain/evidence-row.js';
import type { SheetRow } from './evidence.queries.js';

/** Altered rows that are named; the others are counted. */
const MAX_NAMED = 100;

/** A row of the ledger that says otherwise than the sheet. */
export interface AlteredRow {
  /** Its number in the sheet, from 1. */
  readonly row: number;
  readonly deliveryId: string;
  readonly userId: number;
  /** As the sheet has it. */
  readonly name: string | null;
  /** `null`: the row is gone. */
  readonly fields: readonly string[] | null;
}

/** What came of comparing a sheet with itself and with the ledger. */
export interface EvidenceVerification {
  readonly sheet: Omit<SheetRow, 'lines' | 'hashes'>;
  /** `intact`: all as it was; `grown`: only what comes with time was added; `altered`: something was changed. */
  readonly result: 'intact' | 'grown' | 'altered';
  /** Number of the first row of the kept sheet that does not fit its hash; 0 is the subject; `null`: all do. */
  readonly brokenAt: number | null;
  /** Whether the head that is kept is the last hash. */
  readonly isHeadRight: boolean;
  /** Parts of the subject that say otherwise now: texts, the audience, the sender. */
  readonly alteredSubject: readonly string[];
  /** At most the first 100. */
  readonly altered: readonly AlteredRow[];
  readonly alteredCount: number;
  /** Rows to which something was added since. */
  readonly grownCount: number;
  /** Recipients who came after the sheet was issued. */
  readonly addedCount: number;
}

/** Gathers what differs. */
export class Findings {
  private readonly altered: AlteredRow[] = [];
  private readonly subject: string[] = [];
  private alteredCount = 0;
  private grownCount = 0;
  private isHeadRight = true;

  headDiffers(): void {
    this.isHeadRight = false;
  }

  /** Texts may be added by an edit; those that were there, and for whom they were meant, stay. */
  compareSubjects(issued: Json, now: Json): void {
    const [before, after] = [members(issued), members(now)];
    const versions = list(before['versions']);
    const present = new Set(list(after['versions']).map(canonical));
    if (versions.some((version) => !present.has(canonical(version)))) this.subject.push('versions');
    for (const [part, fields] of Object.entries(FIXED)) {
      const [one, other] = [members(before[part] ?? null), members(after[part] ?? null)];
      for (const field of fields)
        if (canonical(one[field] ?? null) !== canonical(other[field] ?? null))
          this.subject.push(`${part}.${field}`);
    }
  }

  /** @param change `null`: the row is gone */
  note(row: number, issued: EvidenceRow, change: RowChange | null): void {
    if (change !== null && change.kind !== 'altered') {
      if (change.kind === 'grown') this.grownCount += 1;
      return;
    }
    this.alteredCount += 1;
    if (this.altered.length >= MAX_NAMED) return;
    const { delivery_id: deliveryId, user_id: userId, name } = issued;
    this.altered.push({ row, deliveryId, userId, name, fields: change === null ? null : change.fields });
  }

  of(
    sheet: Omit<SheetRow, 'lines' | 'hashes'>,
    facts: { readonly brokenAt: number | null; readonly added: number },
  ): EvidenceVerification {
    const { altered, alteredCount, grownCount, isHeadRight, subject } = this;
    const isAltered = alteredCount > 0 || subject.length > 0 || facts.brokenAt !== null || !isHeadRight;
    const isGrown = grownCount > 0 || facts.added > 0;
    return {
      sheet,
      brokenAt: facts.brokenAt,
      isHeadRight,
      alteredSubject: subject,
      result: isAltered ? 'altered' : isGrown ? 'grown' : 'intact',
      altered,
      alteredCount,
      grownCount,
      addedCount: facts.added,
    };
  }
}

/** What of the subject never changes once people were frozen. */
const FIXED = {
  campaign: ['id', 'created_by', 'created_at'],
  run: ['id', 'audience', 'launched_at'],
  sender: ['bot_user_id'],
} as const;

function members(value: Json): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
