import { DomainError, type ErrorDetail } from '#lib/kernel';

/** A schedule that cannot be meant: each place with what is wrong there. */
export class InvalidScheduleError extends DomainError {
  readonly code = 'validation_failed';

  constructor(override readonly details: readonly ErrorDetail[]) {
    super(details.map((detail) => detail.detail).join(' '));
  }
}

/** The campaign has no schedule that could be paused, resumed or looked at. */
export class ScheduleNotFoundError extends DomainError {
  readonly code = 'schedule_not_found';

  constructor() {
    super('The campaign is not scheduled. POST …/schedule plans it.');
  }
}

/** Somebody decided about an occurrence that does not ask. */
export class OccurrenceNotAskingError extends DomainError {
  readonly code = 'occurrence_not_asking';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(key: string) {
    super(
      `Nobody is asked about the occurrence «${key}»: it is not there, or it is settled. GET …/occurrences lists them.`,
    );
    this.facts = { local_key: key };
  }
}
