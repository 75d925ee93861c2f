/** What a confirmation is about; each can change after somebody has looked. */
export const CONFIRMED_PARTS = [
  'content',
  'audience',
  'sender',
  'delivery',
  'schedule',
  'follow_ups',
] as const;
export type ConfirmedPart = (typeof CONFIRMED_PARTS)[number];

/** All that somebody who checks a campaign sees and agrees to: what it says, to whom, from whom, how and when, and what follows it. */
export interface Confirmation {
  readonly campaignId: string;
  /** How many people, or chats, get it. */
  readonly recipients: number;
  /** `null`: there is no bot. */
  readonly senderId: string | null;
  /**
   * Hex of SHA-256, per part; `schedule` is `null` where it is to be sent at once, `followUps` where nothing follows by
   * itself.
   */
  readonly content: string;
  readonly audience: string;
  readonly delivery: string;
  readonly schedule: string | null;
  readonly followUps: string | null;
}

/** What is another thing by now than what was confirmed, in the order of `CONFIRMED_PARTS`; empty: nothing. */
export function changedParts(confirmed: Confirmation, now: Confirmation): ConfirmedPart[] {
  const isChanged: Readonly<Record<ConfirmedPart, boolean>> = {
    content: confirmed.content !== now.content,
    audience: confirmed.audience !== now.audience || confirmed.recipients !== now.recipients,
    sender: confirmed.senderId !== now.senderId,
    delivery: confirmed.delivery !== now.delivery,
    schedule: confirmed.schedule !== now.schedule,
    follow_ups: confirmed.followUps !== now.followUps,
  };
  return CONFIRMED_PARTS.filter((part) => isChanged[part]);
}
