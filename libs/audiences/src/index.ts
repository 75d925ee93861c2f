export { audienceDigest, type AudienceOptions } from './audience.queries.js';
export { AudiencesModule } from './audiences.module.js';
export { type AudienceEstimate, type AudiencePerson, AudiencesService } from './audiences.service.js';
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
export {
  AudienceInUseError,
  AudienceIsLimitError,
  AudienceKindError,
  AudienceNameTakenError,
  AudienceVersionError,
  SavedAudienceNotFoundError,
} from './domain/saved-audience.errors.js';
export { type ColumnMapping, type ColumnPlan, LIST_COLUMNS, type ListColumn } from './domain/list-columns.js';
export { ListUnreadableError } from './domain/list.errors.js';
export { type ListRow, readRow, ROW_CODES, type RowCode, type RowKind } from './domain/list-row.js';
export { type ToldRow } from './list-imports.queries.js';
export {
  AUDIENCE_IMPORT,
  type ImportOutcome,
  type ImportRequest,
  ListImports,
} from './list-imports.service.js';
export { LIST_LIMITS, type ReadList, readCsvList, refuseBlankList } from './read-list.js';
export { AUDIENCE_PARTS, type AudiencePart, type TimeZoneRow } from './people.queries.js';
export {
  type SavedAudience,
  type SavedAudienceCursor,
  SavedAudiences,
  type SavedAudienceValues,
} from './saved-audiences.service.js';
export { isForEveryone } from './domain/for-everyone.js';
export { parseAudience } from './domain/parse-audience.js';
export { type ExpandedAudience, type SavedRule } from './domain/saved-audience.js';
