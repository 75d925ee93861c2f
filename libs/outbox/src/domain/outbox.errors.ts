import { DomainError } from '#lib/kernel';

/** No such event, or one that `OutboxRelay.purge` has forgotten: nobody can tell the two apart. HTTP 404. */
export class EventNotFoundError extends DomainError {
  readonly code = 'event_not_found';
  override readonly facts: Readonly<Record<string, unknown>>;

  /** @param days for which events are kept */
  constructor(days: number) {
    super(
      `There is no such event, or it is older than ${days} days and forgotten. GET /v1/events lists those that are kept.`,
    );
    this.facts = { days };
  }
}
