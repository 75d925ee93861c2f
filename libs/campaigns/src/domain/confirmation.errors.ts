import { DomainError, publicId } from '#lib/kernel';
import type { ConfirmedPart, Confirmation } from './confirmation.js';

type Facts = Readonly<Record<string, unknown>>;

/** What was confirmed is not what is: `facts` has both sides and what is different. */
export class StateChangedError extends DomainError {
  readonly code = 'state_changed';
  override readonly facts: Facts;

  constructor(changed: readonly ConfirmedPart[], confirmed: Confirmation, now: Confirmation) {
    super(
      `Since the check that you confirmed, this has changed: ${changed.join(', ')}. Nothing was done. Look at it again ` +
        'with POST …/check and confirm what it says now.',
    );
    this.facts = { changed, confirmed: shown(confirmed), current: shown(now) };
  }
}

/** More people than whoever sends had allowed; nothing was done. */
export class RecipientLimitExceededError extends DomainError {
  readonly code = 'recipient_limit_exceeded';
  override readonly facts: Facts;

  constructor(max: number, actual: number) {
    super(`It would reach ${actual} people, and max_recipients allows ${max}. Nothing was done.`);
    this.facts = { max, actual };
  }
}

/** So many people get something only when a second person has agreed; nothing was done. */
export class ApprovalRequiredError extends DomainError {
  readonly code = 'approval_required';
  override readonly facts: Facts;

  constructor(people: number, above: number) {
    super(
      `It would reach ${people} people, and a second person has to agree to everyone and to more than ${above}. Nothing ` +
        'was done. Ask with POST …/submit; somebody else answers with POST …/approve, with a key that was issued to them.',
    );
    this.facts = { people, above };
  }
}

/** Another text for so many is not the work of whoever wrote the first; nothing was done. */
export class SecondPersonRequiredError extends DomainError {
  readonly code = 'second_person_required';
  override readonly facts: Facts;

  constructor(people: number, above: number) {
    super(
      `${people} people would see a text that nobody has agreed to, and a second person has to for everyone and for more ` +
        `than ${above}. Nothing was done. Let somebody do it who has not written, changed or sent this campaign, with a key ` +
        'that was issued to them and has «campaigns:approve»; or send a new campaign, which they approve.',
    );
    this.facts = { people, above };
  }
}

/** Hashes are cut: they are compared by eye here, if at all. */
function shown({ recipients, senderId, content, audience, delivery, ...may }: Confirmation): Facts {
  const short = (hash: string): string => hash.slice(0, 12);
  return {
    recipients,
    sender_id: senderId === null ? null : publicId('snd', senderId),
    content: short(content),
    audience: short(audience),
    delivery: short(delivery),
    schedule: may.schedule === null ? null : short(may.schedule),
    follow_ups: may.followUps === null ? null : short(may.followUps),
  };
}
