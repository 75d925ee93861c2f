import type { Transitions } from '#lib/kernel';

/**
 * One delivery is one message of a run to one recipient.
 *
 *     pending ──claim──▶ leased ──intent──▶ sending ──201──▶ sent
 *      ▲  ▲  ▲             │                 │ │ │
 *      │  │  └─lease lapsed┘                 │ │ └─refused for this person─▶ failed
 *      │  └──────proved unsent (429, no byte)┘ │
 *      │                                       └─no proof either way─▶ unknown ──found in the chat──▶ sent
 *      └─────────────────absent, twice, late enough─────────────────────┘
 *
 * `sending` is entered by a committed intent before the first byte leaves, so a row that is not `sending` or
 * `unknown` is proved unsent. A row never goes from `sending` back to a send because time ran out: it becomes
 * `unknown`, and the chat is read. What the recipient does afterwards is a receipt, not a state.
 *
 * The guard trigger in Postgres refuses everything that is not in this table.
 */
export const DELIVERY_STATES = [
  'pending',
  'leased',
  'sending',
  'unknown',
  'sent',
  'failed',
  'skipped',
  'cancelled',
  'expired',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** `sent` may follow any state: proof that a message exists is accepted whenever it comes. */
export const DELIVERY_TRANSITIONS: Transitions<DeliveryState> = {
  pending: ['leased', 'skipped', 'cancelled', 'expired', 'sent'],
  leased: ['pending', 'sending', 'skipped', 'cancelled', 'expired', 'sent'],
  sending: ['pending', 'failed', 'unknown', 'sent'],
  unknown: ['pending', 'failed', 'sent'],
  sent: [],
  failed: ['pending', 'sent'], // pending: an operator's retry
  skipped: ['pending', 'sent'],
  cancelled: ['sent'],
  expired: ['pending', 'sent'],
};

/** Work remains: a run with such a row is not completed. */
export const OPEN_STATES = [
  'pending',
  'leased',
  'sending',
  'unknown',
] as const satisfies readonly DeliveryState[];

/** Why a follow-up alone is left out: it has become pointless, or the person is not there. */
export const FOLLOW_UP_REASONS = [
  'already_read',
  'already_acknowledged',
  'recalled',
  'away',
  'deadline_passed',
  'nobody_left',
] as const;
export type FollowUpReason = (typeof FOLLOW_UP_REASONS)[number];

/** Why a delivery was given up, or never tried. Part of the public API. */
export const CLOSING_REASONS = [
  'suspended',
  'bot',
  'not_found',
  'invite_pending',
  'guest',
  'excluded',
  'opted_out',
  'direct_message_refused',
  'no_access',
  'refused_by_messenger',
  'content_refused',
  'chat_archived',
  // An operator gave up finding out whether the message exists.
  'unproven',
  ...FOLLOW_UP_REASONS,
] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];
