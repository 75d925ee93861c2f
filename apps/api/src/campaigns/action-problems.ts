import { BODY_PROBLEMS } from '../problem/api-problems.js';

/** What sending, pausing, resuming and cancelling may be refused with. */
export const ACTION_PROBLEMS = [
  'not_found',
  'state_conflict',
  'verification_under_way',
  ...BODY_PROBLEMS,
  'idempotency_key_required',
  'idempotency_key_invalid',
  'idempotency_key_reused',
  'idempotency_in_progress',
] as const;
