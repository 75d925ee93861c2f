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
