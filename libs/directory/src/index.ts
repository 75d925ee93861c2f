export { DirectoryModule } from './directory.module.js';
export {
  type DirectoryPage,
  type DirectoryPageRequest,
  DirectoryService,
  type Freshness,
  type PeopleFilter,
} from './directory.service.js';
export { DIRECTORY_SYNC } from './directory-operation.js';
export { type DirectorySource } from './directory-source.js';
export { DirectorySync, type SyncOutcome, type SyncPass, type SyncSummary } from './directory-sync.js';
export { DirectoryShrunkError } from './domain/directory.errors.js';
export { type DirectoryTag, displayName, type Person, type PersonProperty } from './domain/person.js';
