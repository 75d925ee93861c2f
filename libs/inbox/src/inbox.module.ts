import { Module } from '@nestjs/common';
import { AccessModule } from '#lib/access';
import { SendersModule } from '#lib/senders';
import { EventHistory } from './event-history.js';
import { InboundDispatcher } from './inbound-dispatcher.js';
import { InboundHandlers } from './inbound-handler.js';
import { InboundWebhooks } from './inbound-webhooks.js';
import { InboundWebhooksRepository } from './inbound-webhooks.repository.js';
import { InboxHealth } from './inbox-health.js';

@Module({
  imports: [AccessModule, SendersModule],
  providers: [
    EventHistory,
    InboundDispatcher,
    InboundHandlers,
    InboundWebhooks,
    InboundWebhooksRepository,
    InboxHealth,
  ],
  exports: [EventHistory, InboundDispatcher, InboundHandlers, InboundWebhooks, InboxHealth],
})
export class InboxModule {}
