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

/** Whether people who get it would notice another value; by name, so that a new one has to say so. */
const IS_NOTICED: Readonly<Record<keyof CampaignValues, boolean>> = {
  title: false,
  externalId: false,
  content: true,
  audience: true,
  target: true,
  senderId: true,
  skipInvited: true,
  skipGuests: true,
  onUnproven: true,
  isMandatory: true,
  priority: true,
  ramp: true,
  lateJoiners: true,
  expiresAt: true,
};
const NOTICED = (Object.keys(IS_NOTICED) as (keyof CampaignValues)[]).filter((name) => IS_NOTICED[name]);

const asSeen = (values: CampaignValues): unknown[] => NOTICED.map((name) => values[name]);

const addressing = ({ audience, target, skipInvited, skipGuests }: CampaignValues): unknown[] => [
  audience,
  target,
  skipInvited,
  skipGuests,
];

/** Through JSON once: a date is text there, and has no members that could be compared. */
const comparable = (value: unknown): string => sortedJson(JSON.parse(JSON.stringify(value)));
