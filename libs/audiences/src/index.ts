export { audienceDigest, type AudienceOptions } from './audience.queries.js';
export { AudiencesModule } from './audiences.module.js';
export { type AudienceEstimate, AudiencesService } from './audiences.service.js';
export {
  type AllOfSelector,
  type Audience,
  AUDIENCE_LIMITS,
  COMPANY_ZONE,
  type Role,
  ROLES,
  RUN_RESULTS,
  type RunResult,
  type Selector,
  type SimpleSelector,
  SKIP_REASONS,
  type SkipReason,
} from './domain/audience.js';
export {
  DirectoryEmptyError,
  InvalidAudienceError,
  SavedAudienceNestingError,
  UnknownInAudienceError,
} from './domain/audience.errors.js';
export { parseAudience } from './domain/parse-audience.js';
export { type ExpandedAudience, type SavedRule } from './domain/saved-audience.js';
