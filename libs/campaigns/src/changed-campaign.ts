import { sortedJson } from '#lib/kernel';
import type { Campaign, CampaignValues } from './campaign.js';

/** Whether nobody who gets it would notice the difference: only what colleagues call it may be another. */
export function isSameToRecipients(one: CampaignValues, other: CampaignValues): boolean {
  return comparable(asSeen(one)) === comparable(asSeen(other));
}

/**
 * A campaign as it is with other values. Its frozen people stay where it is for the same audience: they are who was
 * confirmed, whatever it says to them.
 */
export function changedCampaign(campaign: Campaign, values: CampaignValues): Campaign {
  const isForThem = comparable(addressing(campaign)) === comparable(addressing(values));
  return { ...campaign, ...values, frozenId: isForThem ? campaign.frozenId : null };
}

/** Named one by one: a campaign carries more than its values. */
function asSeen(values: CampaignValues): unknown[] {
  const { content, senderId, onUnproven, isMandatory, priority, ramp, lateJoiners, expiresAt } = values;
  const how = [senderId, onUnproven, isMandatory, priority, ramp, lateJoiners, expiresAt];
  return [content, ...how, ...addressing(values)];
}

const addressing = ({ audience, target, skipInvited, skipGuests }: CampaignValues): unknown[] => [
  audience,
  target,
  skipInvited,
  skipGuests,
];

/** Through JSON once: a date is text there, and has no members that could be compared. */
const comparable = (value: unknown): string => sortedJson(JSON.parse(JSON.stringify(value)));
