import { DomainError } from '#lib/kernel';

/** There is nobody whom this reminder would be sent to. */
export class NobodyToRemindError extends DomainError {
  readonly code = 'nobody_to_remind';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(matched: number) {
    super(
      matched === 0
        ? 'There is nobody to remind: everybody who got it has done what was asked.'
        : `Nobody of the ${String(matched)} people may be written to now. POST …/remind/check tells why.`,
    );
    this.facts = { matched };
  }
}

/** The campaign has no follow-ups that come by themselves. */
export class FollowUpPlanNotFoundError extends DomainError {
  readonly code = 'not_found';

  constructor() {
    super('The campaign has no plan of follow-ups. PUT one while it is a draft.');
  }
}

/** One run has so many follow-ups already that another would be a nuisance. */
export class TooManyFollowUpsError extends DomainError {
  readonly code = 'too_many_follow_ups';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(max: number) {
    super(
      `The campaign has ${String(max)} follow-ups already; there can be no more. Make another campaign instead.`,
    );
    this.facts = { max };
  }
}
