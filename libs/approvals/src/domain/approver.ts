/** Who wants to agree. */
export interface Approver {
  /** Public id of their key. */
  readonly key: string;
  /** Whom it was issued to; `null`: a system. */
  readonly personId: number | null;
  /** Whether the directory has this person, at work. */
  readonly isAtWork: boolean;
}

/** Somebody who has written, changed or submitted the campaign. */
export interface Involved {
  readonly key: string;
  readonly personId: number | null;
}

/** Why somebody's word is not that of a second person; part of the public API. */
export const APPROVER_REFUSALS = ['not_a_person', 'not_at_work', 'involved'] as const;
export type ApproverRefusal = (typeof APPROVER_REFUSALS)[number];

/** `null`: their word counts. A person is one, however many keys they have. */
export function refusalOf(
  { key, personId, isAtWork }: Approver,
  involved: readonly Involved[],
): ApproverRefusal | null {
  if (personId === null) return 'not_a_person';
  if (!isAtWork) return 'not_at_work';
  return involved.some((each) => each.key === key || each.personId === personId) ? 'involved' : null;
}
