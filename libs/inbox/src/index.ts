export {
  type ButtonClick,
  type FormSubmission,
  type InboundBody,
  type InboundEvent,
  type InboundSource,
  type InboundType,
  type MemberEvent,
  type MessageEvent,
  type ReactionEvent,
} from './domain/inbound-event.js';
export { WebhookNotFoundError, WebhookSignatureError } from './domain/inbox.errors.js';
export { EventHistory, HISTORY_SCOPE, type HistoryResult } from './event-history.js';
export { type AwaitedEvent, type DispatchResult, InboundDispatcher } from './inbound-dispatcher.js';
export { type Applied, type InboundHandler, InboundHandlers, type Plan } from './inbound-handler.js';
export {
  type FormErrors,
  type FormJudge,
  type InboundWebhook,
  InboundWebhooks,
  type PostedEvent,
  type ReceivedEvent,
} from './inbound-webhooks.js';
export { InboxHealth } from './inbox-health.js';
export { type InboxFacts, type WebhookTrust } from './inbox-health.queries.js';
export { InboxModule } from './inbox.module.js';
export { InboxMessages, type MessagePlace } from './inbox-messages.repository.js';
