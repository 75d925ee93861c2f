export { type CanaryResult, CanaryService } from './canary.service.js';
export { canaryAvatar, canaryButtonData } from './domain/canary-marks.js';
export {
  CANARY_OUTCOMES,
  type CanaryOutcome,
  CHANNEL_STATES,
  type ChannelState,
  type MarkerChannels,
} from './domain/marker-channels.js';
export { type ClassGate, PRIORITY, type Priority, type Ticket } from './class-gate.js';
export {
  missingScopes,
  REQUIRED_SCOPES,
  type Sender,
  type SenderMarkers,
  SENDER_STATUSES,
  SENDER_HOLD_CODES,
  type SenderHoldCode,
  type SenderStatus,
} from './domain/sender.js';
export {
  CanaryAccountMissingError,
  SenderNotFoundError,
  SenderTokenTakenError,
} from './domain/sender.errors.js';
export { HOLD_TEXT } from './domain/hold-text.js';
export { type CheckResult, SenderCheck } from './sender-check.js';
export { SenderGate } from './sender-gate.js';
export { SenderOwnership } from './sender-ownership.js';
export { type ClassHold, type SenderVital, SenderVitals } from './sender-vitals.js';
export { SenderSession } from './sender-session.js';
export { SessionClosed } from './session-closed.js';
export { SendersModule } from './senders.module.js';
export { SendersService } from './senders.service.js';
export { type BotAccount } from './senders.repository.js';
