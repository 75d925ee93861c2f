export { DirectoryModule } from './directory.module.js';
export {
  DirectoryService,
  type Freshness,
  type PeopleFilter,
  type PersonStanding,
} from './directory.service.js';
export { type CompanyMemberEvent, DirectoryEvents } from './directory-events.js';
export { type ChatFilter, DirectoryGroups, type NameFilter } from './directory-groups.service.js';
export { DIRECTORY_SYNC } from './directory-operation.js';
export { type DirectorySource } from './directory-source.js';
export { type DirectoryStatus, DirectoryStatusService, type PartStatus } from './directory-status.service.js';
export { DirectorySync, type SyncOutcome, type SyncPass, type SyncSummary } from './directory-sync.js';
export {
  ChatNotFoundError,
  DirectoryShrunkError,
  OptOutInvalidError,
  PersonNotFoundError,
  PropertyNotFoundError,
} from './domain/directory.errors.js';
export { type DirectoryChat, type NamedGroup, type PropertyDefinition } from './domain/group.js';
export { OPT_OUT_LIMITS, type OptOut } from './domain/opt-out.js';
export { type DirectoryTag, displayName, type Person, type PersonProperty } from './domain/person.js';
export { type KnownThread, type Place, type PlaceKind, type PlaceObstacle } from './domain/place.js';
export { type SyncEstimate } from './domain/sync-estimate.js';
export { type SyncOrder } from './domain/sync-order.js';
export { isOptedOut, optedOut } from './opt-out.queries.js';
export { OptOuts } from './opt-outs.service.js';
export {
  type DirectoryPage,
  type DirectoryPageRequest,
  type NamedPage,
  type NamedPageRequest,
} from './page-of.js';
export { type LookupsOutcome, PersonLookups } from './person-lookups.js';
export { OBSTACLE_BELIEVED } from './place-lookup.queries.js';
export { PlaceLookups } from './place-lookups.js';
