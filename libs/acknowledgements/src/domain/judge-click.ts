/** A click on a button of ours. */
export interface Click {
  readonly messageId: number;
  /** Who clicked. */
  readonly userId: number;
  readonly choice: string;
}

/** The delivery whose marker the button carries. */
export interface ClickedDelivery {
  readonly recipientId: number;
  readonly isSent: boolean;
  /** `null`: not known yet. */
  readonly messageId: number | null;
  /** What the buttons of its text may answer. */
  readonly choices: readonly string[];
}

export const CLICK_REFUSALS = [
  'unknown_marker',
  'not_the_recipient',
  'not_its_message',
  'undeclared_choice',
] as const;
export type ClickRefusal = (typeof CLICK_REFUSALS)[number];

export type ClickVerdict =
  | { readonly kind: 'counts' }
  /** Whether its message is this one is not known yet. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'refused'; readonly reason: ClickRefusal };

/**
 * Whether a click counts: by the recipient, on the delivery's own message, with an answer that its text offers. The
 * data of a button can be read and sent again by anybody who has the message (a forwarded copy carries it), so the
 * marker alone proves nothing.
 *
 * @param delivery `null`: no delivery of the bot has the marker
 */
export function judgeClick(click: Click, delivery: ClickedDelivery | null): ClickVerdict {
  if (delivery === null) return { kind: 'refused', reason: 'unknown_marker' };
  if (click.userId !== delivery.recipientId) return { kind: 'refused', reason: 'not_the_recipient' };
  if (!delivery.choices.includes(click.choice)) return { kind: 'refused', reason: 'undeclared_choice' };
  if (!delivery.isSent || delivery.messageId === null) return { kind: 'wait' };
  return click.messageId === delivery.messageId
    ? { kind: 'counts' }
    : { kind: 'refused', reason: 'not_its_message' };
}
