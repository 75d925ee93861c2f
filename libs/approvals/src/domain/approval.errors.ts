import { DomainError } from '#lib/kernel';
import type { ApproverRefusal } from './approver.js';

const WHY: Readonly<Record<ApproverRefusal, string>> = {
  not_a_person:
    'Your key belongs to a system. Only a key that was issued to a person (person_id) stands for one.',
  not_at_work: 'Your key was issued to somebody whom the directory does not have, or has as suspended.',
  involved: 'You have written, changed or submitted this campaign yourself. Somebody else has to look at it.',
};

/** Their word is not that of a second person; nothing was done. */
export class ApproverRefusedError extends DomainError {
  readonly code = 'approver_refused';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(why: ApproverRefusal) {
    super(WHY[why]);
    this.facts = { why };
  }
}
