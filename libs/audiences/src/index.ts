export { audienceDigest, type AudienceOptions } from './audience.queries.js';
export { AudiencesModule } from './audiences.module.js';
export { type AudienceEstimate, AudiencesService } from './audiences.service.js';
export {
  type Audience,
  AUDIENCE_LIMITS,
  type EveryoneSelector,
  type Selector,
  SKIP_REASONS,
  type SkipReason,
  type TagsAllSelector,
  type TagsAnySelector,
  type UsersSelector,
} from './domain/audience.js';
export {
  DirectoryEmptyError,
  InvalidAudienceError,
  UnknownInAudienceError,
} from './domain/audience.errors.js';
export { parseAudience } from './domain/parse-audience.js';
