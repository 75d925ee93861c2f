/**
 * Reasons after which another try may end differently. Not among them: who is left out on purpose (excluded, opted out,
 * a guest), and a bot, who stays one. `unproven` is asked for by itself, since the person may have the message already.
 */
export const RETRYABLE_REASONS = [
  'suspended',
  'not_found',
  'invite_pending',
  'direct_message_refused',
  'no_access',
  'refused_by_messenger',
  'content_refused',
  'chat_archived',
  'expired',
] as const;
export type RetryableReason = (typeof RETRYABLE_REASONS)[number];
