export { DirectoryModule } from './directory.module.js';
export {
  type DirectoryPage,
  type DirectoryPageRequest,
  DirectoryService,
  type Freshness,
  type PeopleFilter,
  type PersonStanding,
} from './directory.service.js';
export { DIRECTORY_SYNC } from './directory-operation.js';
export { type DirectorySource } from './directory-source.js';
export { DirectorySync, type SyncOutcome, type SyncPass, type SyncSummary } from './directory-sync.js';
export { DirectoryShrunkError, OptOutInvalidError, PersonNotFoundError } from './domain/directory.errors.js';
export { OPT_OUT_LIMITS, type OptOut } from './domain/opt-out.js';
export { type DirectoryTag, displayName, type Person, type PersonProperty } from './domain/person.js';
export { isOptedOut } from './opt-out.queries.js';
export { OptOuts } from './opt-outs.service.js';
