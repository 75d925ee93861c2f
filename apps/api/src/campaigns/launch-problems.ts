/** What the limits of a key refuse. */
export const LIMIT_PROBLEMS = ['key_limit_exceeded', 'audience_not_allowed'] as const;

/** What beginning a campaign, now or later, may be refused with beside its status. */
export const LAUNCH_PROBLEMS = [
  'audience_changed',
  'state_changed',
  'approval_required',
  ...LIMIT_PROBLEMS,
  'repeat_suspected',
  'unknown_tag',
  'unknown_person',
  'unknown_chat',
  'chat_not_writable',
  'audience_unresolved',
  'audience_nesting',
  'directory_empty',
  'audience_empty',
  'sender_missing',
  'sender_held',
  'sender_scope_missing',
  'question_needs_webhook',
  'campaign_paused',
  'campaign_expired',
] as const;
