import { createHash } from 'node:crypto';
import { contentHash } from '#lib/content';
import type { AddresseeEstimate } from './addressees.js';
import type { Campaign } from './campaign.js';
import type { Confirmation } from './domain/confirmation.js';
import type { Target } from './domain/target.js';

/** What a campaign is at this moment, beside its own row. */
export interface ConfirmationFacts {
  readonly estimate: Pick<AddresseeEstimate, 'digest' | 'toSend'>;
  readonly senderId: string | null;
  readonly schedule: string | null;
  readonly followUps: string | null;
}

/** What there is to confirm of a campaign now. Whatever people notice of it, and when, is in it; its title is not. */
export function confirmationOf(campaign: Campaign, facts: ConfirmationFacts): Confirmation {
  const { id, content, target, isMandatory, onUnproven, priority, ramp, lateJoiners, expiresAt } = campaign;
  return {
    campaignId: id,
    recipients: facts.estimate.toSend,
    senderId: facts.senderId,
    content: contentHash(content),
    audience: facts.estimate.digest,
    delivery: digestOf([
      ...wayOf(target),
      // Beyond the daily cap of everybody: nobody gets that unseen.
      isMandatory,
      onUnproven,
      priority,
      ramp === null ? null : [ramp.firstTo, ramp.sample, ramp.maxFailurePercent],
      expiresAt?.toISOString() ?? null,
      // Who joins later is nobody of the estimate: the rules themselves are agreed to.
      lateJoiners === null
        ? null
        : [lateJoiners.openUntil.toISOString(), lateJoiners.atMost, ...rulesOf(campaign)],
    ]),
    schedule: facts.schedule,
    followUps: facts.followUps,
  };
}

/** What is named is in the digest of the audience, too; here it keeps its order. */
function wayOf(target: Target): unknown[] {
  if (target === null) return [null];
  if (target.type === 'thread') return [[target.threadIds, target.messageIds, target.skipInviteMentions]];
  return [target.chatIds, ...[target.pinUntil, target.pinForHours].filter((pin) => pin !== undefined)];
}

const rulesOf = ({ audience, skipInvited, skipGuests }: Campaign): unknown[] => [
  audience,
  skipInvited,
  skipGuests,
];

/** @param value plain JSON, its members in an order that does not depend on how somebody wrote it */
function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
