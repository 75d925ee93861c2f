export { type Capacity, CapacityService, type QueueEntry, type SenderCapacity } from './capacity.service.js';
export { type OpenRun, type RecentSends } from './capacity.queries.js';
export { DeliveryCensus } from './delivery-census.js';
export { ContentVersions, type FrozenContent } from './content-versions.repository.js';
export { type DeliveryTiming, deliveryTiming } from './delivery-timing.js';
export { DeliverLoop, type PassResult } from './deliver-loop.js';
export { DeliveriesModule } from './deliveries.module.js';
export {
  CLOSING_REASONS,
  type ClosingReason,
  DELIVERY_STATES,
  DELIVERY_TRANSITIONS,
  type DeliveryState,
  FOLLOW_UP_REASONS,
  type FollowUpReason,
  OPEN_STATES,
} from './domain/delivery-state.js';
export { type ButtonData, type MarkedBy, markerIn, readButtonData } from './domain/marker.js';
export { DeliveryNotFoundError, NotInDoubtError, TaskHasNoMessageError } from './domain/doubt.errors.js';
export { type DoubtDecision, DoubtResolution, type ResolveRequest } from './doubt-resolution.js';
export { type SafeModeCode } from './domain/safe-mode.js';
export { VerificationUnderWayError } from './domain/verification.errors.js';
export { Eligibility } from './eligibility.js';
export { ForgottenSends, type SeenMessage, type Sightings } from './forgotten-sends.js';
export { type Destination } from './destination.js';
export { GuardRefusals } from './guard-refusals.js';
export { type GuardRefusalCount } from './guard-refusals.queries.js';
export { ThreadOpener } from './thread-opener.js';
export { LateJoiners, type LateJoinResult } from './late-joiners.js';
export { MessageBinder } from './message-binder.js';
export {
  type OutgoingMessage,
  outgoingMessage,
  OutgoingMessages,
  type OutgoingRequest,
} from './outgoing-message.js';
export { RampWaves } from './ramp-waves.js';
export { Reconciler, type ReconcileResult } from './reconciler.js';
export { type ControlRequest, type ControlResult, RunControl } from './run-control.js';
export { RunHolds } from './run-holds.js';
export { RunLimits } from './run-limits.js';
export { type PreparedRun, RunPreparation } from './run-preparation.js';
export { RunSteps } from './run-steps.js';
export { type NewRunStep } from './run-steps.queries.js';
export { MAX_DIGEST_NAMES } from './domain/digest-text.js';
export {
  MAX_HOLD_DAYS,
  MAX_STEPS,
  PLAIN_STEP,
  STEP_FORMS,
  STEP_WHO,
  type StepForm,
  type StepManner,
  type StepWho,
  WHEN_AWAY,
  type WhenAway,
} from './domain/run-step.js';
export { SafeMode, type SafeModeState } from './safe-mode.js';
export { Sweeper, type SweepResult } from './sweeper.js';
export { noteTransitions, type TransitionKind } from './transition-note.js';
export { untilAnswered } from './until-answered.js';
export { Upkeep, type UpkeepResult } from './upkeep.js';
export { type RunVerification } from './verification.queries.js';
export { Verifier, type VerifyResult } from './verifier.js';
export { HELD_FOR_CAP } from './daily-cap.queries.js';
export { DELIVERY_TALLY, type DeliveryTally } from './tally.queries.js';
export { HELD_FOR_ABSENCE, HELD_FOR_HOURS } from './waiting-hours.queries.js';
