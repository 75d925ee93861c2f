export {
  type Operation,
  type OperationClaim,
  type OperationCursor,
  type OperationFailure,
} from './domain/operation.js';
export {
  OperationLostError,
  OperationNotCancellableError,
  OperationNotFoundError,
} from './domain/operation.errors.js';
export { OPERATION_TRANSITIONS, type OperationStatus } from './domain/operation-status.js';
export { type FollowedWork, OperationFollower } from './operation-follower.js';
export { lastSuccessBegan } from './operations.queries.js';
export { OperationsModule } from './operations.module.js';
export { type OperationPage, type OperationRequest, OperationsService } from './operations.service.js';
