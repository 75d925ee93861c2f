/** What rules may be refused with. */
export const AUDIENCE_PROBLEMS = [
  'unknown_tag',
  'unknown_person',
  'audience_unresolved',
  'audience_nesting',
  'directory_empty',
] as const;
