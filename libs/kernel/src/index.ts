export { type Clock, systemClock } from './clock.js';
export { DomainError, type ErrorDetail } from './domain-error.js';
export { ID_PREFIXES, type IdPrefix, newUuid, publicId, uuidOf } from './ids.js';
export { placeInWeek, type PlaceInWeek } from './local-week.js';
export { sortedJson } from './sorted-json.js';
export { type Random, systemRandom } from './random.js';
export { type Transitions, isFinal, mayMove, reachableFrom, statusesLeadingTo } from './transitions.js';
export { type WorkingDay } from './working-day.js';
export { ZoneClock } from './zone-clock.js';
