import { AudienceChangedError } from './campaign.errors.js';
import { changedParts, type Confirmation } from './confirmation.js';
import { RecipientLimitExceededError, StateChangedError } from './confirmation.errors.js';

/** What somebody who launches a campaign vouches for: at least one of these, and all that are given hold. */
export interface Agreement {
  /** How many people they mean to reach: what a check has told them. */
  readonly expectedRecipients?: number | null | undefined;
  /** All that a check has shown them. */
  readonly confirmation?: Confirmation | null | undefined;
  /** More people than this are not meant, for whoever sends without a check. */
  readonly mostRecipients?: number | null | undefined;
}

/** @throws AudienceChangedError, StateChangedError, RecipientLimitExceededError */
export function refuseUnagreed(agreement: Agreement, now: Confirmation): void {
  const { expectedRecipients = null, confirmation = null, mostRecipients = null } = agreement;
  if (expectedRecipients === null && confirmation === null && mostRecipients === null)
    throw new Error('Nobody has said whom they mean to reach');
  if (confirmation !== null) {
    const changed = changedParts(confirmation, now);
    if (changed.length > 0) throw new StateChangedError(changed, confirmation, now);
  }
  if (expectedRecipients !== null && expectedRecipients !== now.recipients)
    throw new AudienceChangedError(expectedRecipients, now.recipients);
  if (mostRecipients !== null && now.recipients > mostRecipients)
    throw new RecipientLimitExceededError(mostRecipients, now.recipients);
}
