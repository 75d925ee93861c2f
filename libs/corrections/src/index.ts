export { CorrectionHistory, type CorrectionList } from './correction-history.js';
export type { CorrectionEntry, CorrectionPosition } from './correction-history.queries.js';
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
export { type FinishedDelivery, type MessageFinisher, MessageFinishers } from './message-finishers.js';
export { ShownTexts } from './shown-texts.js';
export { EDIT_STATES, EDIT_TRANSITIONS, type EditState } from './domain/edit-state.js';
export { type EditCheck, type EditRequest, EditRequests } from './edit-requests.js';
export { Editor, type EditResult } from './editor.js';
export { RETRYABLE_REASONS, type RetryableReason } from './domain/retryable-reasons.js';
export { type RetryCheck, type RetryPlan, type RetryRequest, RetryRequests } from './retry-requests.js';
export { type RecallCheck, type RecallPlan, type RecallRequest, RecallRequests } from './recall-requests.js';
export { Recaller, type RecallResult } from './recaller.js';
export { type Refusal, refusalOf } from './refusal.js';
