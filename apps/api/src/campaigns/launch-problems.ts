/** What beginning a campaign, now or later, may be refused with beside its status. */
export const LAUNCH_PROBLEMS = [
  'audience_changed',
  'state_changed',
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
  'campaign_paused',
  'campaign_expired',
] as const;
