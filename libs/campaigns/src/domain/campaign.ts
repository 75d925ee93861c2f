import type { CampaignStatus } from './campaign-status.js';

/**
 * What to do when a send can neither be proven nor disproven: `resend` prefers a second copy to a missed person, `hold`
 * waits for an operator's word.
 */
export const ON_UNPROVEN = ['resend', 'hold'] as const;
export type OnUnproven = (typeof ON_UNPROVEN)[number];

/** Which campaigns of one bot go first: a higher class always, those of one class in turn. */
export const PRIORITIES = ['urgent', 'normal', 'low'] as const;
export type CampaignPriority = (typeof PRIORITIES)[number];

/** A rule or list as it was given, to be read again by the audiences lib. */
export type AudienceJson = Readonly<Record<string, unknown>>;

/** What the author of a campaign decides. */
export interface CampaignValues {
  /** 1 to 200 characters; shown to colleagues, never sent. */
  readonly title: string;
  readonly template: string;
  readonly audience: AudienceJson;
  /** `null`: the workspace's usual sender. */
  readonly senderId: string | null;
  /** Leave out people who have not confirmed their invitation. */
  readonly skipInvited: boolean;
  readonly onUnproven: OnUnproven;
  readonly priority: CampaignPriority;
  /** After this moment nobody gets the message any more. */
  readonly expiresAt: Date | null;
  /** The caller's own name for it; unique for ever. */
  readonly externalId: string | null;
}

/** One message to one audience, with a life of its own. */
export interface Campaign extends CampaignValues {
  readonly id: string;
  readonly status: CampaignStatus;
  /** Grows with every change of the draft. */
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A place in the list of campaigns, newest first. */
export interface CampaignCursor {
  readonly createdAt: Date;
  readonly id: string;
}
