import type { AudienceJson, CampaignPriority, OnUnproven } from './campaign-settings.js';
import type { LateJoining } from './late-joiners.js';
import type { Ramp } from './ramp.js';
import type { RunStatus } from './run-status.js';
import type { Target } from './target.js';

/** Who stopped a run and why, for people; `by` is `system` for a hold. */
export interface StopReason {
  readonly by: string;
  /** Stable word for machines, such as `paused_by_person` or `token_rejected`. */
  readonly code: string;
  readonly reason: string | null;
}

/** One execution of a campaign: what it says and whom it is for are frozen here. */
export interface Run {
  readonly id: string;
  readonly campaignId: string;
  readonly senderId: string;
  readonly contentVersionId: string;
  readonly status: RunStatus;
  /** Why it is paused, cancelling or cancelled; `null` in the other statuses. */
  readonly stop: StopReason | null;
  readonly audience: AudienceJson;
  readonly target: Target;
  readonly skipInvited: boolean;
  readonly skipGuests: boolean;
  readonly onUnproven: OnUnproven;
  readonly priority: CampaignPriority;
  /** `null`: everybody at once. */
  readonly ramp: Ramp | null;
  /** 1 or 2 while only that wave may be sent; `null`: everybody. */
  readonly rampWave: number | null;
  /** `null`: its people are those of the launch. */
  readonly lateJoining: LateJoining | null;
  /** How many people somebody agreed to when sending. */
  readonly confirmedCount: number;
  /** How many rows there are, late joiners included; `null` until the people are frozen. */
  readonly expectedCount: number | null;
  /** SHA-256 over the sorted ids of the people: those that were agreed to, then those that were frozen. */
  readonly audienceDigest: string | null;
  /** Nothing is sent after it; `null`: no end. */
  readonly expiresAt: Date | null;
  /** Public ids of the keys that sent it, whose limits its people are within. */
  readonly limitedBy: readonly string[];
  /** The people who were confirmed, where it goes to them and to nobody else; `null`: to whom the audience names. */
  readonly frozenId: string | null;
  readonly createdAt: Date;
  /** When the people were frozen; `null`: not yet. */
  readonly preparedAt: Date | null;
  /** When the last row got a final state; `null`: not yet, or open again by a retry. */
  readonly finishedAt: Date | null;
}
