export { type Addressed, type AddresseeEstimate, Addressees } from './addressees.js';
export { AuthorLimits, type LimitProblem } from './author-limits.js';
export { CampaignCheck } from './campaign-check.js';
export {
  type Approval,
  CampaignLaunch,
  type ConfirmedPeople,
  type LaunchedCampaign,
  type LaunchRequest,
  limitedBy,
  type PlannedCampaign,
  type ScheduledLaunch,
} from './campaign-launch.js';
export { changedCampaign, isSameToRecipients } from './changed-campaign.js';
export { CampaignSchedule } from './campaign-schedule.js';
export { type Agreement } from './domain/agreement.js';
export { type Confirmation, type ConfirmedPart } from './domain/confirmation.js';
export {
  ApprovalRequiredError,
  RecipientLimitExceededError,
  SecondPersonRequiredError,
  StateChangedError,
} from './domain/confirmation.errors.js';
export { AudienceNotAllowedError, KeyLimitExceededError } from './domain/author-limit.errors.js';
export { type AudienceBound } from './domain/audience-bound.js';
export { FourEyes } from './four-eyes.js';
export { CampaignsModule } from './campaigns.module.js';
export {
  ContentPreview,
  type Preview,
  type PreviewRequest,
  type PreviewSample,
  type SampleReason,
} from './content-preview.js';
export { type CampaignFilters } from './campaigns.queries.js';
export { type CampaignPage, type CampaignPageRequest, CampaignsService } from './campaigns.service.js';
export { type Campaign, CAMPAIGN_DEFAULTS, type CampaignCursor, type CampaignValues } from './campaign.js';
export {
  type AudienceJson,
  type CampaignPriority,
  ON_UNPROVEN,
  type OnUnproven,
  PRIORITIES,
} from './domain/campaign-settings.js';
export {
  AudienceChangedError,
  AudienceEmptyError,
  CampaignExpiredError,
  CampaignInvalidError,
  CampaignNotFoundError,
  CampaignPausedError,
  ExternalIdTakenError,
  NotDeletableError,
  PreconditionFailedError,
  QuestionNeedsWebhookError,
  RepeatSuspectedError,
  RunNotFoundError,
  SenderHeldError,
  SenderMissingError,
  SenderScopeMissingError,
  StateConflictError,
} from './domain/campaign.errors.js';
export { type CampaignStatus, CAMPAIGN_STATUSES, CAMPAIGN_TRANSITIONS } from './domain/campaign-status.js';
export { type CampaignCheckResult, type CheckIssue } from './domain/campaign-check.js';
export { estimateDuration } from './domain/duration-estimate.js';
export { type Run, type StopReason } from './domain/run.js';
export {
  LATE_JOINERS,
  type LateJoiners,
  type LateJoining,
  type LateJoinTrouble,
} from './domain/late-joiners.js';
export { RUN_STATUSES, RUN_TRANSITIONS, type RunStatus } from './domain/run-status.js';
export { ChatNotWritableError, UnknownChatError } from './domain/target.errors.js';
export {
  type BlockedPlace,
  chatOfRecipient,
  type ChatTarget,
  MOST_CHATS,
  PIN_HOURS,
  recipientOfChat,
  type Target,
  type ThreadTarget,
} from './domain/target.js';
export { LateJoins } from './late-joins.js';
export { QuestionNeeds } from './question-needs.js';
export { type DueJoin } from './late-joins.queries.js';
export { RunsService } from './runs.service.js';
export { type Ramp, RAMP_FAILURES, RAMP_FIRST_MAX, RAMP_SAMPLE } from './domain/ramp.js';
export { RAMP_HOLDS, type RampHold } from './runs.queries.js';
