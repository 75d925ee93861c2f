export { CorrectionOperations } from './correction-operations.js';
export { CorrectionsModule } from './corrections.module.js';
export { NothingToCorrectError } from './domain/correction.errors.js';
export {
  type Reading,
  READINGS,
  RECALL_SCOPES,
  RECALL_STATES,
  RECALL_TRANSITIONS,
  type RecallScope,
  type RecallState,
  type Remaining,
  REMAINING,
} from './domain/recall-state.js';
export { type RecallCheck, type RecallPlan, type RecallRequest, RecallRequests } from './recall-requests.js';
export { Recaller, type RecallResult } from './recaller.js';
export { type Refusal, refusalOf } from './refusal.js';
