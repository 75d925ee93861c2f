export {
  ChatPostPoller,
  type ChatSource,
  type PostPollInput,
  type PostPollResult,
} from './chat-post-poller.js';
export { READ_SOURCES, type ReadSource } from './domain/read-source.js';
export { type Freshness, NOTHING_TO_SEE } from './freshness.queries.js';
export { type ReadersSource } from './readers-source.js';
export { type PollInput, ReceiptPoller, type PollResult, type PollStop } from './receipt-poller.js';
export { ReceiptsModule } from './receipts.module.js';
export { type ReadDeed, type ReadRecord, ReceiptsService } from './receipts.service.js';
export { Activity, type KnownActivity } from './activity.js';
export { type IdleFacts, idleUntil, isMadeSure } from './domain/idle.js';
export { type LookFacts, nextLookAt } from './domain/look-plan.js';
