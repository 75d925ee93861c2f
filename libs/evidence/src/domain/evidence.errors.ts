import { DomainError } from '#lib/kernel';

/** A sheet is made while somebody waits: it holds so many recipients at most. */
export class EvidenceTooLargeError extends DomainError {
  readonly code = 'evidence_too_large';
  override readonly facts: Readonly<Record<string, unknown>>;

  /**
   * @param max of the form that was asked for
   * @param largest of any form: json and xlsx
   */
  constructor(rows: number, max: number, largest: number) {
    const fits = rows <= largest;
    super(
      `This form of the sheet holds ${max} recipients, the run has ${rows}. ` +
        (fits
          ? `format=xlsx holds ${largest}.`
          : 'POST /v1/exports makes a file of any number of recipients, without hashes.'),
    );
    this.facts = { rows, max, ...(fits && { take: 'xlsx', take_max: largest }) };
  }
}

/** Who has read a post of a chat is not told person by person in a way that a sheet could vouch for. */
export class EvidenceOfChatsError extends DomainError {
  readonly code = 'evidence_of_chats';
  override readonly facts: Readonly<Record<string, unknown>> = {};

  constructor() {
    super(
      'A sheet is about people, and this campaign goes into chats. Its figures tell how many of the members have read it.',
    );
  }
}

/** Nothing was issued that could be verified. */
export class EvidenceNotIssuedError extends DomainError {
  readonly code = 'evidence_not_issued';

  constructor(readonly byHead: boolean) {
    super(
      byHead
        ? 'No sheet with this head was ever issued for this campaign: what bears it was not made here, or is altered.'
        : 'No sheet was issued for this campaign so far. GET …/evidence issues one.',
    );
  }

  override readonly facts: Readonly<Record<string, unknown>> = {};
}
