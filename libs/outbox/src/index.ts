export {
  EVENT_TYPE_NAMES,
  EVENT_TYPES,
  type EventScope,
  type EventType,
  scopeOfEvent,
  SUBSCRIBABLE_TYPES,
} from './domain/event-types.js';
export { type EventView, eventView } from './domain/event-view.js';
export { type NewOutboxEvent, type OutboxEvent, type PublishedEvent } from './domain/outbox-event.js';
export { EventNotFoundError } from './domain/outbox.errors.js';
export { type EventPage, type EventPageRequest, Outbox } from './outbox.js';
export { EVENT_DAYS, OutboxRelay, type EventSubscriber } from './outbox-relay.js';
export { OutboxModule } from './outbox.module.js';
