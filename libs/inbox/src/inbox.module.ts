import { Module } from '@nestjs/common';
import { AccessModule } from '#lib/access';
import { SendersModule } from '#lib/senders';
import { EventHistory } from './event-history.js';
import { InboundDispatcher } from './inbound-dispatcher.js';
import { InboundHandlers } from './inbound-handler.js';
import { InboundWebhooks } from './inbound-webhooks.js';
import { InboundWebhooksRepository } from './inbound-webhooks.repository.js';
import { InboxHealth } from './inbox-health.js';
import { InboxMessages } from './inbox-messages.repository.js';

/** Reads, takes and dispatches events. What is made of them is their handlers', which other modules add. */
@Module({
  imports: [AccessModule, SendersModule],
  providers: [
    EventHistory,
    InboundDispatcher,
    InboundHandlers,
    InboundWebhooks,
    InboundWebhooksRepository,
    InboxHealth,
    InboxMessages,
  ],
  exports: [EventHistory, InboundDispatcher, InboundHandlers, InboundWebhooks, InboxHealth, InboxMessages],
})
export class InboxModule {}
