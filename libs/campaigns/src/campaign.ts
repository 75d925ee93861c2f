import type { MessageContent } from '#lib/content';
import type { AudienceJson, CampaignPriority, OnUnproven } from './domain/campaign-settings.js';
import type { LateJoiners } from './domain/late-joiners.js';
import type { Ramp } from './domain/ramp.js';
import type { Target } from './domain/target.js';
import type { CampaignStatus } from './domain/campaign-status.js';

/** What the author of a campaign decides. */
export interface CampaignValues {
  /** 1 to 200 characters; shown to colleagues, never sent. */
  readonly title: string;
  readonly content: MessageContent;
  /** Of a campaign to people; one into chats has an empty one. */
  readonly audience: AudienceJson;
  readonly target: Target;
  /** `null`: the workspace's usual sender. */
  readonly senderId: string | null;
  /** Leave out people who have not confirmed their invitation. */
  readonly skipInvited: boolean;
  /** Leave out guests: people of other companies. */
  readonly skipGuests: boolean;
  readonly onUnproven: OnUnproven;
  /** Goes out however many notices a person has had that day. */
  readonly isMandatory: boolean;
  readonly priority: CampaignPriority;
  /** `null`: everybody at once. */
  readonly ramp: Ramp | null;
  /** `null`: whoever comes to be named by the audience after the launch does not get it. */
  readonly lateJoiners: LateJoiners | null;
  /** After this moment nobody gets the message any more. */
  readonly expiresAt: Date | null;
  /** The caller's own name for it; unique for ever. */
  readonly externalId: string | null;
}

/** What a campaign is where nothing else is said of it. */
export const CAMPAIGN_DEFAULTS = {
  target: null,
  senderId: null,
  skipInvited: false,
  skipGuests: false,
  isMandatory: false,
  onUnproven: 'resend',
  priority: 'normal',
  ramp: null,
  lateJoiners: null,
  expiresAt: null,
  externalId: null,
} as const satisfies Partial<CampaignValues>;

/** One message to one audience, with a life of its own. */
export interface Campaign extends CampaignValues {
  readonly id: string;
  readonly status: CampaignStatus;
  /** Grows with every change of the draft. */
  readonly version: number;
  /** While it is scheduled: when its next run begins; `null` where nobody knows, or it is not scheduled. */
  readonly startsAt: Date | null;
  /** The people who were confirmed, where its runs go to them and to nobody else; `null`: to whom its audience names. */
  readonly frozenId: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A place in the list of campaigns, newest first. */
export interface CampaignCursor {
  readonly createdAt: Date;
  readonly id: string;
}
