import { BODY_PROBLEMS } from '../problem/api-problems.js';

/** What a campaign is refused with while it is written. */
export const DRAFT_PROBLEMS = [
  ...BODY_PROBLEMS,
  'unknown_tag',
  'unknown_person',
  'unknown_chat',
  'audience_unresolved',
  'audience_nesting',
  'directory_empty',
  'template_error',
  'external_id_taken',
] as const;
